package natscompat.deployer.kubernetes.platform;

import java.util.stream.IntStream;
import natscompat.model.plan.Mix;

/**
 * One step of the partition. The controller rolls neither on nor back past a pod that is not ready, so before a step forward
 * all pods are ready. A step back takes servers off the release that the steps before it brought; one of these may be down,
 * which is why somebody goes back.
 *
 * @param from mix that holds now
 * @param to mix that is to hold
 * @param settled release of the last complete update: what a pod below the partition comes back with
 */
record PartitionStep(Mix from, Mix to, String settled) {
    /** Whether every server that changes becomes again what it was before the steps up to here. */
    boolean back() {
        return to.release(0).equals(settled)
                && IntStream.range(0, from.size())
                        .allMatch(i -> to.release(i).equals(from.release(i)) || to.release(i).equals(settled));
    }

    /** Whether the step is taken though this server is not ready: only a step back, and only for who was rolled already. */
    boolean mayBeDown(int ordinal) {
        return back() && !from.release(ordinal).equals(settled);
    }
}
