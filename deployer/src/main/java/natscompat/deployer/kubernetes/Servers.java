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
        List<Meta> metas = AtOnce.each(servers, this::meta);
        List<String> missing = new ArrayList<>();
        String leader = "";
        for (Meta meta : metas) {
            if (!meta.trouble().isEmpty()) {
                missing.add(meta.pod() + " " + meta.trouble());
            } else if (!leader.isEmpty() && !leader.equals(meta.leader())) {
                missing.add(meta.pod() + " names " + meta.leader() + ", another one names " + leader);
            } else if (meta.size() != servers.size()) {
                missing.add(meta.pod() + " counts " + meta.size() + " servers, the mix has " + servers.size());
            }
            leader = meta.leader().isEmpty() ? leader : meta.leader();
        }
        return missing;
    }

    /**
     * The meta group as one server sees it.
     *
     * @param trouble why it cannot say; empty where it can
     */
    private record Meta(String pod, String leader, int size, String trouble) {}

    private Meta meta(Expected server) {
        try {
            JsonNode meta = monitoring.ask(server.pod(), "jsz").path("meta_cluster");
            String leader = meta.path("leader").asText("");
            return new Meta(server.pod(), leader, meta.path("cluster_size").asInt(), leader.isEmpty() ? "knows no leader" : "");
        } catch (IOException e) {
            return new Meta(server.pod(), "", 0, "does not answer: " + e.getMessage());
        }
    }

    /** Which servers are not of the version or the image that is asked for; empty if none. */
    List<String> notAsAsked(Sight sight, List<Expected> servers) {
        return AtOnce.each(servers, server -> sight.pod(server.pod())
                        .map(pod -> otherImage(server, pod).or(() -> otherVersion(server)).orElse(""))
                        .orElse(server.pod() + " is not there"))
                .stream()
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
