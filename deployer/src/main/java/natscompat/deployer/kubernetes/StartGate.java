package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a start waits for before it asks the servers themselves, in this order. Each is about all servers of the mix. */
enum StartGate {
    /** Every pod is there. */
    PODS_MADE("pods made", Duration.ofMinutes(1), StartGate::made),
    /** Every pod has a node. A claim may be bound only then. */
    PODS_SCHEDULED("pods scheduled", Duration.ofMinutes(1), (sight, server) ->
            each(sight, server, pod -> pod.getSpec().getNodeName() == null ? "has no node" : "")),
    /** Every claim has its volume. */
    CLAIMS_BOUND("claims bound", Duration.ofMinutes(2), StartGate::bound),
    /** Every image is on its node. */
    IMAGES_PULLED("images pulled", Duration.ofMinutes(5), (sight, server) -> each(sight, server, StartGate::pulled)),
    /** Every pod runs the image that is asked for, and is Ready: its healthz says ok. */
    SERVERS_HEALTHY("servers healthy", Duration.ofMinutes(3), StartGate::healthy);

    private final String words;
    private final Duration limit;
    private final BiFunction<Sight, Expected, String> missing;

    StartGate(String words, Duration limit, BiFunction<Sight, Expected, String> missing) {
        this.words = words;
        this.limit = limit;
        this.missing = missing;
    }

    /** Its name on screen. */
    String words() {
        return words;
    }

    /** How long it may take, unless somebody says otherwise. */
    Duration limit() {
        return limit;
    }

    /** What is missing, server by server; empty when it is open. */
    List<String> missing(Sight sight, List<Expected> servers) {
        return servers.stream()
                .map(server -> missing.apply(sight, server))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static String made(Sight sight, Expected server) {
        return each(sight, server, pod -> "");
    }

    private static String each(Sight sight, Expected server, java.util.function.Function<Pod, String> look) {
        Optional<Pod> pod = sight.pod(server.pod());
        if (pod.isEmpty()) {
            return sight.leaving(server.pod())
                    .map(leaving -> server.pod() + " is being deleted, on node " + leaving.getSpec().getNodeName())
                    .orElse(server.pod() + " is not there");
        }
        String text = look.apply(pod.get());
        return text.isEmpty() ? "" : server.pod() + " " + text;
    }

    private static String bound(Sight sight, Expected server) {
        return each(sight, server, pod -> {
            List<PersistentVolumeClaim> claims = sight.claims(pod);
            if (claims.size() < Sight.claimNames(pod).size()) {
                return "lacks a claim";
            }
            return claims.stream()
                    .filter(claim -> !"Bound".equals(claim.getStatus().getPhase()))
                    .map(claim -> "waits for its claim " + claim.getMetadata().getName() + ", which is "
                            + claim.getStatus().getPhase())
                    .findFirst()
                    .orElse("");
        });
    }

    private static String pulled(Pod pod) {
        List<ContainerStatus> containers = Sight.containers(pod);
        if (containers.isEmpty()) {
            return "has no container yet";
        }
        return containers.stream()
                .filter(container -> container.getImageID() == null || container.getImageID().isEmpty())
                .map(container -> "has no image yet for " + container.getName()
                        + (waiting(container).isEmpty() ? "" : ": " + waiting(container)))
                .findFirst()
                .orElse("");
    }

    private static String healthy(Sight sight, Expected server) {
        return each(sight, server, pod -> {
            if (!Sight.image(pod).equals(server.release().image()) || !sight.newest(pod)) {
                return "is to be rolled to " + server.release().name();
            }
            String waits = Sight.containers(pod).stream().map(StartGate::waiting).filter(w -> !w.isEmpty()).findFirst()
                    .orElse("");
            return Sight.holds(pod, "Ready") ? "" : "is not ready" + (waits.isEmpty() ? "" : ": " + waits);
        });
    }

    /** Why a container does not run: {@code ImagePullBackOff}. */
    static String waiting(ContainerStatus container) {
        if (container.getState() == null || container.getState().getWaiting() == null) {
            return "";
        }
        return String.valueOf(container.getState().getWaiting().getReason());
    }
}
