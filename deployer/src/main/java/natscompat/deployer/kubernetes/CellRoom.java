package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import natscompat.deployer.kubernetes.Room.Amount;
import natscompat.deployer.kubernetes.Room.NodeRoom;
import natscompat.generator.kubernetes.Resources;
import natscompat.model.failure.Failure;

/**
 * How many cells side by side the nodes have room for beside the head, by what the pods of a cell ask for: a cell whose servers
 * find no node is lost after minutes. Each pod goes to the first node that holds it; a scheduler that spreads them may find room for
 * fewer. Quotas are not looked at. Thread-safe.
 */
public record CellRoom(ApiServer api) {
    /** As head-job, cells-job and statefulset (the sidecar) of {@code templates/kubernetes} ask. */
    static final Amount HEAD = new Amount(100, 256);
    static final Amount RUNNER = new Amount(400, 384);
    static final Amount SIDECAR = new Amount(20, 96);

    private static final int MIB = 20;

    /**
     * What runs side by side.
     *
     * @param typed most cells side by side as the user wants it: kept, with a notice where there is not so much room now
     * @param usual as many where nobody says and nodes have room for them, else as many as they have room for
     */
    public record Wish(Optional<Integer> typed, int usual) {}

    /**
     * How many cells to run side by side.
     *
     * @param servers of each cell
     * @param each what a server asks for
     * @param arch processor type of the nodes that run them, as Kubernetes says it
     * @param notices told, in a line, what is not as wished
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when no node would have room for one even without other
     *     pods, and nobody said how many
     */
    public int workers(Wish wish, int servers, Resources each, String arch, Consumer<String> notices) {
        Optional<List<NodeRoom>> rooms = rooms(arch);
        int wanted = wish.typed().orElse(wish.usual());
        if (rooms.isEmpty()) {
            return wanted;
        }
        if (rooms.get().isEmpty()) {
            notices.accept("no linux/" + arch + " node is ready for pods of anybody now: whether cells find room is not known");
            return wanted;
        }
        List<Amount> cell = cell(servers, each);
        int now = cells(rooms.get().stream().map(NodeRoom::free).toList(), cell, wanted);
        if (now >= wanted) {
            return wanted;
        }
        if (wish.typed().isPresent()) {
            notices.accept("nodes have room for " + now + " of " + wanted + " cells side by side now (" + asked(cell)
                    + "): one whose servers find no room in time is lost");
            return wanted;
        }
        if (cells(rooms.get().stream().map(NodeRoom::all).toList(), cell, 1) == 0) {
            throw tooSmall(servers, cell, rooms.get());
        }
        notices.accept(now == 0
                ? "nodes have no room for a cell now (" + asked(cell) + "): one at a time, as soon as there is some"
                : "nodes have room for " + (now == 1 ? "one cell at a time" : now + " cells side by side") + " (" + asked(cell)
                        + "): --workers " + now);
        return Math.max(1, now);
    }

    /** Those of that type that any pod may use; empty where we may not look. */
    private Optional<List<NodeRoom>> rooms(String arch) {
        Surroundings surroundings = new Surroundings(api);
        Optional<List<Node>> nodes = surroundings.visible("list", "nodes", client -> client.nodes().list().getItems());
        Optional<List<Pod>> pods = surroundings.visible("list", "pods",
                client -> client.pods().inAnyNamespace()
                        .withoutField("status.phase", "Succeeded").withoutField("status.phase", "Failed").list().getItems());
        return nodes.flatMap(all -> pods.map(there -> Room.rooms(NodeTypes.usable(all, arch), there)));
    }

    private static List<Amount> cell(int servers, Resources each) {
        Amount server = new Amount(each.cpuRequest().milli(), each.memoryRequest().bytes() >> MIB).plus(SIDECAR);
        return Stream.concat(Stream.of(RUNNER), Stream.generate(() -> server).limit(servers)).toList();
    }

    /** How many fit beside one head, so many at most. */
    private static int cells(List<Amount> free, List<Amount> cell, int most) {
        List<Amount> nodes = new ArrayList<>(free);
        if (!placed(HEAD, nodes)) {
            return 0;
        }
        int cells = 0;
        while (cells < most && cell.stream().allMatch(pod -> placed(pod, nodes))) {
            cells++;
        }
        return cells;
    }

    private static boolean placed(Amount pod, List<Amount> nodes) {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).holds(pod)) {
                nodes.set(node, nodes.get(node).minus(pod));
                return true;
            }
        }
        return false;
    }

    private static String asked(List<Amount> cell) {
        return "each asks for " + cell.stream().reduce(Amount.NONE, Amount::plus) + ", the head for " + HEAD;
    }

    private RuntimeException tooSmall(int servers, List<Amount> cell, List<NodeRoom> nodes) {
        List<String> lines = new ArrayList<>(List.of("no node has room for a cell and the head: " + asked(cell)));
        nodes.forEach(node -> lines.add("node " + node.name() + " has " + node.all() + " in all"));
        return Failure.environment("run cells of " + servers + " servers on " + api.place().text(), String.join("\n", lines),
                "Add nodes; where they come by themselves, say how many cells run side by side: --workers 4.");
    }
}
