package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.generator.kubernetes.Labels;

/**
 * What the API server says of a server's pod. Immutable.
 *
 * @param pod as it said it
 */
record PodView(Pod pod) {
    /** The container of nats-server. */
    static final String SERVER = "server";

    private static final String SIDECAR = "sidecar";

    String name() {
        return pod.getMetadata().getName();
    }

    String uid() {
        return pod.getMetadata().getUid();
    }

    /** The release that its template is of, normalised. */
    String release() {
        return String.valueOf(pod.getMetadata().getLabels().get(Labels.RELEASE));
    }

    boolean goes() {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Why Kubernetes takes it away: evicted, drained, preempted; empty when it does not. */
    Optional<String> disruption() {
        return condition("DisruptionTarget", "True").map(c -> c.getReason() + ": " + c.getMessage());
    }

    /** Why it has no node; empty when it has one, or when nobody has looked yet. */
    Optional<String> unscheduled() {
        return condition("PodScheduled", "False").map(c -> String.valueOf(c.getMessage()));
    }

    private Optional<PodCondition> condition(String type, String status) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(c -> c.getType().equals(type) && c.getStatus().equals(status))
                        .findFirst();
    }

    Optional<String> address() {
        return Optional.ofNullable(pod.getStatus()).map(status -> status.getPodIP()).filter(ip -> !ip.isEmpty());
    }

    boolean ready() {
        return pod.getStatus() != null
                && !goes()
                && pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready") && condition.getStatus().equals("True"));
    }

    /** Its server's container, once the kubelet told of it. */
    Optional<ContainerStatus> server() {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getContainerStatuses().stream()
                        .filter(status -> status.getName().equals(SERVER))
                        .findFirst();
    }

    /** How often its server's container was started again. */
    int restarts() {
        return server().map(ContainerStatus::getRestartCount).orElse(0);
    }

    /** How often its sidecar was started again. */
    int sidecarRestarts() {
        return pod.getStatus() == null
                ? 0
                : pod.getStatus().getInitContainerStatuses().stream()
                        .filter(status -> status.getName().equals(SIDECAR))
                        .mapToInt(status -> status.getRestartCount())
                        .findFirst()
                        .orElse(0);
    }

    /** Whether its server's container was ever started. */
    boolean begun() {
        return server().map(status -> status.getContainerID() != null && !status.getContainerID().isEmpty()).orElse(false);
    }

    /** The digest of the image that its server's container really runs, {@code sha256:...}; empty until that is known. */
    Optional<String> digest() {
        return server().map(ContainerStatus::getImageID)
                .filter(id -> id != null && id.contains("@"))
                .map(id -> id.substring(id.indexOf('@') + 1));
    }

    /** Why its server's container waits, in the kubelet's word: {@code CrashLoopBackOff}; empty when it does not. */
    Optional<ContainerStateWaiting> waiting() {
        return server().map(ContainerStatus::getState).map(state -> state.getWaiting());
    }

    /** The exit status of the container that was the n-th of this pod, from 0; empty until the kubelet told of it. */
    Optional<Integer> exit(int n) {
        return server().flatMap(status -> Stream.of(
                        Optional.ofNullable(status.getState().getTerminated()).filter(t -> status.getRestartCount() == n),
                        Optional.ofNullable(status.getLastState())
                                .flatMap(last -> Optional.ofNullable(last.getTerminated()))
                                .filter(t -> status.getRestartCount() == n + 1))
                .flatMap(Optional::stream)
                .map(ContainerStateTerminated::getExitCode)
                .findFirst());
    }

    /** What it is at, for people. */
    String text() {
        if (goes()) {
            return name() + " is being deleted";
        }
        String phase = pod.getStatus() == null ? "unknown" : String.valueOf(pod.getStatus().getPhase());
        return name() + " is " + phase
                + unscheduled().map(why -> ", it has no node: " + why).orElse("")
                + waiting().map(why -> ", its server waits: " + why.getReason()
                        + (why.getMessage() == null ? "" : " (" + why.getMessage() + ")")).orElse("");
    }
}
