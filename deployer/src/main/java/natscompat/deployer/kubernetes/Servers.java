package natscompat.deployer.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.release.ServerVersion;

/** What the servers of a cluster say of themselves, against what is asked for. Thread-safe. */
record Servers(Monitoring monitoring) {
    private static final String DIGEST = "@sha256:";

    /** What keeps the meta group from being one with every server of the mix in it; empty if nothing. */
    List<String> withoutLeader(List<Expected> servers) {
        List<String> missing = new ArrayList<>();
        String leader = "";
        for (Expected server : servers) {
            try {
                JsonNode meta = monitoring.ask(server.pod(), "jsz").path("meta_cluster");
                String named = meta.path("leader").asText("");
                if (named.isEmpty()) {
                    missing.add(server.pod() + " knows no leader");
                } else if (!leader.isEmpty() && !leader.equals(named)) {
                    missing.add(server.pod() + " names " + named + ", another one names " + leader);
                } else if (meta.path("cluster_size").asInt() != servers.size()) {
                    missing.add(server.pod() + " counts " + meta.path("cluster_size").asInt() + " servers, the mix has "
                            + servers.size());
                }
                leader = named.isEmpty() ? leader : named;
            } catch (IOException e) {
                missing.add(server.pod() + " does not answer: " + e.getMessage());
            }
        }
        return missing;
    }

    /** Which servers are not of the version or the image that is asked for; empty if none. */
    List<String> notAsAsked(Sight sight, List<Expected> servers) {
        return servers.stream()
                .map(server -> sight.pod(server.pod())
                        .map(pod -> otherImage(server, pod).or(() -> otherVersion(server)).orElse(""))
                        .orElse(server.pod() + " is not there"))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static Optional<String> otherImage(Expected server, Pod pod) {
        String digest = server.release().image().substring(server.release().image().indexOf(DIGEST));
        return pod.getStatus().getContainerStatuses().stream()
                .filter(container -> container.getName().equals(Sight.SERVER))
                .map(ContainerStatus::getImageID)
                // A node that got its image without a registry knows it by no such digest.
                .filter(id -> id != null && id.contains(DIGEST) && !id.endsWith(digest))
                .map(id -> server.pod() + " runs " + id + " and not " + server.release().image())
                .findFirst();
    }

    private Optional<String> otherVersion(Expected server) {
        try {
            JsonNode varz = monitoring.ask(server.pod(), "varz");
            String version = varz.path("version").asText("none");
            String name = varz.path("server_name").asText("none");
            if (!name.equals(server.pod())) {
                return Optional.of(server.pod() + " calls itself " + name);
            }
            return ServerVersion.of(version).equals(server.release().version())
                    ? Optional.empty()
                    : Optional.of(server.pod() + " is version " + version + " and not " + server.release().version());
        } catch (IOException e) {
            return Optional.of(server.pod() + " does not answer: " + e.getMessage());
        }
    }
}
