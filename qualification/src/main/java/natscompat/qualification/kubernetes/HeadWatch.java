package natscompat.qualification.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Patience;
import natscompat.deployer.kubernetes.Trouble;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/**
 * Waits for the head of a run: says what it lacks, and gives up early for what does not go by itself. For one thread.
 *
 * @param head stays open
 * @param notices told, a line each, what is seen
 */
record HeadWatch(ApiServer api, RunnerNames names, HeadPod head, Consumer<String> notices) {
    /** Volume, node, image and start. */
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * Comes back when it answers.
     *
     * @param then what people do when they have done what the failure says
     * @throws FailureException ENVIRONMENT with pod and reason; DEPLOY when Kubernetes has given it up
     */
    void await(String then) {
        List<String> said = new ArrayList<>();
        Patience patience = new Patience(api);
        try {
            api.patiently("the head of the run", MOST, POLL, () -> look(said, patience, then));
        } catch (Waiting.TimedOut e) {
            throw Failure.environment(tried(), "not ready after " + MOST.toMinutes() + " min: " + e.lastSeen(),
                            "See that the cluster can pull the image, has room and can make the volume. " + then)
                    .causedBy(e);
        }
    }

    private Waiting.Look<Boolean> look(List<String> said, Patience patience, String then) {
        if (head.ready().isPresent()) {
            return Waiting.Look.there(true);
        }
        String seen = head.state();
        new HeadJob(api, names).find().flatMap(HeadJob::failed).ifPresent(why -> {
            throw Failure.deploy(tried(), why + "; " + seen, "See that the cluster can run the image. " + then);
        });
        if (!said.contains(seen)) {
            said.add(seen);
            notices.accept("the head: " + seen);
        }
        Optional<Trouble> now = head.trouble();
        patience.over(now).ifPresent(lasting -> {
            throw givenUp(lasting, seen, then);
        });
        return Waiting.Look.notYet(seen);
    }

    /** What is seen says more of volumes: the events of the claim. */
    private FailureException givenUp(Trouble lasting, String seen, String then) {
        String why = lasting.why().contains("PersistentVolumeClaim") ? seen : lasting.object() + ": " + lasting.why();
        return new Failure(lasting.category(), tried(),
                        why + " (for " + lasting.patience().toSeconds() + " s)", lasting.next() + " " + then)
                .asException();
    }

    private String tried() {
        return "bring up the head of run " + names.run() + " in namespace " + api.namespace();
    }
}
