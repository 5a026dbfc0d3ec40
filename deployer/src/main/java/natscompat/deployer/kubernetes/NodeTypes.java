package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which processor types nodes have, in the words of Kubernetes, which are those of Go: {@code amd64}. Thread-safe. */
public record NodeTypes(ApiServer api) {
    /** Enough to see every type, whatever the size of the cluster. */
    private static final long LOOKED_AT = 500;

    private static final String ARCH = "kubernetes.io/arch";

    private static final List<String> KEEP_OUT = List.of("NoSchedule", "NoExecute");

    /**
     * The one to build images for: that of this machine where nodes have it, or where we may not look, else the first one.
     *
     * @param own that of this machine
     * @param notes told, in a line, what is not to be taken for granted
     */
    public String choose(String own, Consumer<String> notes) {
        Optional<List<Node>> nodes = new Surroundings(api).visible("list", "nodes", client -> client.nodes()
                .list(new ListOptionsBuilder().withLimit(LOOKED_AT).build())
                .getItems());
        SortedSet<String> types = types(nodes.orElse(List.of()));
        String chosen = types.isEmpty() || types.contains(own) ? own : types.getFirst();
        if (types.size() > 1) {
            notes.accept("nodes are " + String.join(" and ", types) + ": images are for linux/" + chosen
                    + "; --goarch names another one");
        } else if (!chosen.equals(own)) {
            notes.accept("nodes are " + chosen + ", this machine is " + own + ": images are for linux/" + chosen);
        }
        return chosen;
    }

    /**
     * The kind of node that a pod needs and finds nowhere, such as {@code linux/arm64}; empty where it lacks something else.
     *
     * @param message the scheduler's
     */
    public static Optional<String> missing(Pod pod, String message) {
        return Optional.ofNullable(pod.getSpec().getNodeSelector())
                .map(labels -> labels.get(ARCH))
                .filter(arch -> message.contains("node affinity/selector") && !message.contains("Insufficient"))
                .map(arch -> "linux/" + arch);
    }

    /** Of Linux nodes that any pod may use; where there is no such node, of all Linux nodes. */
    static SortedSet<String> types(List<Node> nodes) {
        SortedSet<String> open = types(nodes, NodeTypes::isOpen);
        return open.isEmpty() ? types(nodes, node -> true) : open;
    }

    /** Linux nodes of that type that any pod may use and that are at work. */
    static List<Node> usable(List<Node> nodes, String arch) {
        return nodes.stream()
                .filter(node -> types(List.of(node), NodeTypes::isOpen).contains(arch))
                .filter(node -> node.getSpec() == null || !Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
                .filter(node -> node.getStatus().getConditions().stream()
                        .noneMatch(c -> c.getType().equals("Ready") && !c.getStatus().equals("True")))
                .toList();
    }

    private static SortedSet<String> types(List<Node> nodes, Predicate<Node> which) {
        return nodes.stream()
                .filter(node -> node.getStatus() != null && node.getStatus().getNodeInfo() != null)
                .filter(node -> "linux".equals(node.getStatus().getNodeInfo().getOperatingSystem()))
                .filter(which)
                .map(node -> node.getStatus().getNodeInfo().getArchitecture())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Not of the control plane, not kept for somebody, not about to be drained. */
    private static boolean isOpen(Node node) {
        return node.getSpec() == null || node.getSpec().getTaints().stream().noneMatch(t -> KEEP_OUT.contains(t.getEffect()));
    }
}
