package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a pod of ours does not run, in the words of Kubernetes. Stateless. */
final class PodWords {
    private static final List<String> ON_ITS_WAY = List.of("ContainerCreating", "PodInitializing");

    private static final int LAST_WORDS = 400;
    private static final Duration BEYOND_ITS_TIME = Duration.ofSeconds(60);

    private PodWords() {}

    /** What keeps it from running; empty when it runs, ran, or is on its way. */
    static Optional<String> obstacle(Pod pod) {
        return Stream.concat(unscheduled(pod), waiting(pod)).findFirst().map(why -> pod.getMetadata().getName() + ": " + why);
    }

    /** How it ended; empty when it has not. */
    static Optional<String> end(Pod pod) {
        return containers(pod)
                .map(ContainerStatus::getState)
                .flatMap(state -> Stream.ofNullable(state.getTerminated()))
                .findFirst()
                .map(ended -> pod.getMetadata().getName() + words(pod, ended));
    }

    private static String words(Pod pod, ContainerStateTerminated ended) {
        String reason = Optional.ofNullable(ended.getReason()).filter(r -> !r.equals("Error")).map(r -> ", " + r).orElse("");
        String evicted = Optional.ofNullable(pod.getStatus().getReason()).map(r -> ", " + r).orElse("");
        return " ended with exit code " + ended.getExitCode() + reason + evicted + lastWords(ended);
    }

    /** The end of its log, where it said nothing else. */
    private static String lastWords(ContainerStateTerminated ended) {
        String said = String.join(" | ", String.valueOf(Optional.ofNullable(ended.getMessage()).orElse("")).strip().lines().toList());
        return said.isEmpty() ? "" : ": " + said.substring(Math.max(0, said.length() - LAST_WORDS));
    }

    /** Whether it is one that answers. */
    static boolean ready(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null && conditions(pod)
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /**
     * Where it hangs on its way out; empty when it does not. Who is to go by a certain time and is there long after it is on a
     * node that does not answer.
     */
    static Optional<String> hangs(Pod pod, Instant now) {
        return Optional.ofNullable(pod.getMetadata().getDeletionTimestamp())
                .filter(end -> Instant.parse(end).plus(BEYOND_ITS_TIME).isBefore(now))
                .map(end -> pod.getMetadata().getName() + " was to be gone at " + end + " and is there still: its node "
                        + pod.getSpec().getNodeName() + " does not answer");
    }

    /** Whether it waits for something: a node, an image, a volume. */
    static boolean pending(Pod pod) {
        return pod.getStatus() != null && "Pending".equals(pod.getStatus().getPhase());
    }

    /** Whether its containers have ended for good. */
    static boolean over(Pod pod) {
        return pod.getStatus() != null && List.of("Succeeded", "Failed").contains(String.valueOf(pod.getStatus().getPhase()));
    }

    /** Why it finds no node, in the scheduler's words; nothing when it has one. */
    static Stream<String> unscheduled(Pod pod) {
        return conditions(pod)
                .filter(c -> c.getType().equals("PodScheduled") && c.getStatus().equals("False"))
                .map(c -> String.valueOf(c.getMessage()));
    }

    /** What its containers wait for: a reason, and mostly a colon and what it is about; nothing that is on its way. */
    static Stream<String> waiting(Pod pod) {
        return containers(pod)
                .map(ContainerStatus::getState)
                .flatMap(state -> Stream.ofNullable(state.getWaiting()))
                .filter(waiting -> !ON_ITS_WAY.contains(String.valueOf(waiting.getReason())))
                .map(waiting -> waiting.getReason() + Optional.ofNullable(waiting.getMessage()).map(m -> ": " + m).orElse(""));
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .map(PodStatus::getContainerStatuses)
                .flatMap(List::stream)
                .filter(status -> Optional.ofNullable(status.getState()).map(ContainerState::toString).isPresent());
    }

    private static Stream<PodCondition> conditions(Pod pod) {
        return Stream.ofNullable(pod.getStatus()).map(PodStatus::getConditions).flatMap(List::stream);
    }
}
