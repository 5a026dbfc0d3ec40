package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * Lets pods go that never got ready with what was applied before: a StatefulSet replaces one pod at a time and waits for it,
 * and a server does not get ready among others that never do, so what was mended would never come to them. Used by one thread.
 *
 * @param listener told which pods go
 */
record StuckPods(ApiServer api, DeployEvent.Listener listener) {
    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Whether some pod of what was there is not ready. */
    static boolean any(Sight before) {
        return before.pods().stream().anyMatch(pod -> !Sight.holds(pod, "Ready"));
    }

    /**
     * Deletes those that are not ready and of another template than the newest, or whose containers ended again and again: these
     * would wait for the kubelet, and look like the trouble that was there before. With their normal grace; comes back when all
     * are told to go.
     */
    void delete(String cluster) {
        Sight sight = noted(cluster);
        for (Pod pod : sight.pods()) {
            boolean there = sight.pod(pod.getMetadata().getName()).isPresent();
            if (there && !Sight.holds(pod, "Ready") && (!sight.newest(pod) || crashed(pod))) {
                new PodDeletion(api).delete(pod.getMetadata().getName(), pod.getMetadata().getUid());
                String name = "pod/" + pod.getMetadata().getName();
                listener.on(new DeployEvent.Note(name + " never got ready with what was applied before: it is made anew"));
                listener.on(new DeployEvent.Done(name, "deleted"));
            }
        }
    }

    private static boolean crashed(Pod pod) {
        return Sight.containers(pod).stream()
                .anyMatch(container -> container.getRestartCount() > 0 && !Boolean.TRUE.equals(container.getReady()));
    }

    /** Before the controller has taken note nobody knows which pods are of the newest template. */
    private Sight noted(String cluster) {
        try {
            return api.patiently("the controller to take note", NOTED, POLL, () -> {
                Sight now = Sight.of(api, cluster);
                return now.observed() ? Waiting.Look.there(now) : Waiting.Look.notYet("it has not seen what was applied");
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("start in namespace " + api.namespace(),
                            "the StatefulSet controller takes no note of what was applied: " + e.lastSeen(),
                            "See that the controller manager of Kubernetes runs.")
                    .causedBy(e);
        }
    }
}
