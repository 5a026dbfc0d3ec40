package natscompat.qualification;

import java.time.Duration;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;

/** What the servers say when a cell does not come to its end: the dump that its check would have made. Stateless. */
final class LastLook {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(20);

    private LastLook() {}

    /** Keeps the endpoints of every server that still answers under that label; never throws, never waits longer than 3 s. */
    static void keep(CellContext context, Cluster cluster, String label) {
        // Whoever was interrupted has this one thing left to do.
        boolean interrupted = Thread.interrupted();
        Thread dump = Thread.ofVirtual().name("dump-" + label).start(() -> {
            try {
                cluster.dump(label);
            } catch (RuntimeException e) {
                context.note("the endpoints were not kept (" + label + "): " + e.getMessage());
            }
        });
        try {
            if (!Waiting.reached("the dump " + label, LIMIT, POLL, () -> !dump.isAlive())) {
                dump.interrupt();
                context.note("the endpoints were not all kept within " + LIMIT.toSeconds() + " s (" + label + ")");
            }
        } catch (Waiting.Interrupted e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
