package natscompat.checker.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.checker.index.Refusals;
import natscompat.checker.index.Span;
import natscompat.model.history.Operation;

/** What the clients of one workload at one server did, by way. Immutable once made. */
final class AtServer {
    /** Nobody promises a fair share of deliveries; but none of so many by chance, with a third for each, is one in 10^17. */
    private static final int MANY = 100;

    /** Whoever waited so long for an answer tried meanwhile; an operation of the load takes milliseconds. */
    private static final long WAITED = 10 * Span.SECOND;

    private final Map<Way, List<Operation>> byWay = new EnumMap<>(Way.class);

    /** By the name of the server. */
    static Map<String, AtServer> each(Map<Way, List<Operation>> ways) {
        Map<String, AtServer> servers = new TreeMap<>();
        ways.forEach((way, ops) -> ops.forEach(op -> servers.computeIfAbsent(op.server(), key -> new AtServer())
                .byWay.computeIfAbsent(way, key -> new ArrayList<>())
                .add(op)));
        return servers;
    }

    /** In the order of completion. */
    List<Operation> in(Way way) {
        return byWay.getOrDefault(way, List.of());
    }

    /**
     * Whether a stretch in which nothing came of a way shows that they were not served: they asked in vain, or got nothing
     * at all; of deliveries, which nobody asks for, that the clients of other servers got many.
     *
     * @param everywhere what the clients of all servers did in that way
     */
    boolean inVain(Way way, Span gap, List<Operation> everywhere) {
        if (way == Way.RECEIVING) {
            return everywhere.stream().filter(op -> op.ok() && gap.holds(op.completed())).count() >= MANY;
        }
        return in(way).stream().anyMatch(op -> asks(op, gap))
                || byWay.values().stream().flatMap(List::stream).noneMatch(op -> servedWithin(op, gap));
    }

    private static boolean asks(Operation op, Span gap) {
        boolean meanwhile = op.invoked() < gap.to() && op.completed() > gap.from();
        return meanwhile && (!Refusals.served(op) || op.completed() - op.invoked() >= WAITED);
    }

    private static boolean servedWithin(Operation op, Span gap) {
        return Refusals.served(op) && op.completed() > gap.from() && op.completed() < gap.to();
    }
}
