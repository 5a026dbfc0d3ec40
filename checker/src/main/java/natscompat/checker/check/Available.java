package natscompat.checker.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;

/**
 * While every group can have a majority, each workload gets something done at least every 30 s, in each {@link Way} it
 * works, and so do its clients at each server by themselves: a client is pinned to one server, so what the others get
 * done says nothing about it. After an intolerable fault was healed the demand begins 60 s later, and for the clients of
 * a server whenever it is back. Time does not pass for a workload that ended by itself. A try that is still failing
 * when the time ends counts.
 */
final class Available implements Check {
    private static final Anomaly UNAVAILABLE =
            new Anomaly("unavailable", "a workload got nothing done for more than 30 s although a majority could talk");
    private static final Anomaly NOT_SERVED =
            new Anomaly("not served", "the clients of one server got nothing done for more than 30 s although it was up");

    @Override
    public Promise promise() {
        return new Promise(
                "available",
                "Reads, writes and deliveries go on while a majority of each group can talk",
                PromiseKind.LIVENESS,
                "NATS docs, JetStream Clustering: the quorum, half the cluster size plus one");
    }

    @Override
    public String line() {
        return "measures the longest time in which a workload, or its clients at one server, got nothing done";
    }

    @Override
    public void look(Index index, Reds reds) {
        Preparation.look(index, reds);
        Map<String, Map<Way, List<Operation>>> done = new HashMap<>();
        for (Operation op : index.operations()) {
            Way.of(op).ifPresent(way -> done.computeIfAbsent(op.workload(), key -> new EnumMap<>(Way.class))
                    .computeIfAbsent(way, key -> new ArrayList<>())
                    .add(op));
        }
        Map<String, Long> ended = new HashMap<>();
        index.events(Event.WorkloadFailed.class).forEach(f -> ended.merge(f.workload(), f.at(), Math::min));
        for (String workload : index.cell().workloads()) {
            Map<Way, List<Operation>> ways = done.getOrDefault(workload, Map.of());
            long end = ended.getOrDefault(workload, Long.MAX_VALUE);
            if (ways.isEmpty()) {
                gaps(index, reds, workload, "doing anything", List.of(), end);
                continue;
            }
            Set<Way> demanded = Way.demanded(workload, ways.keySet());
            demanded.forEach(way -> gaps(index, reds, workload, way.words(), ways.getOrDefault(way, List.of()), end));
            atEachServer(index, reds, workload, demanded, ways, end);
        }
    }

    private static void gaps(Index index, Reds reds, String workload, String what, List<Operation> ops, long end) {
        for (Span gap : Gaps.of(index.demand().windows(), ops, end)) {
            reds.add(UNAVAILABLE, workload, "", gap, false, () ->
                    "%s: nothing came of %s for %s".formatted(workload, what, gap.seconds()));
        }
    }

    private static void atEachServer(
            Index index, Reds reds, String workload, Set<Way> demanded, Map<Way, List<Operation>> ways, long end) {
        AtServer.each(ways).forEach((server, clients) -> {
            List<Span> windows = index.demand().windows(index.faults().away(server));
            for (Way way : demanded) {
                List<Operation> everywhere = ways.getOrDefault(way, List.of());
                List<Span> told = Gaps.of(index.demand().windows(), everywhere, end);
                for (Span gap : Gaps.of(windows, clients.in(way), end)) {
                    if (told.stream().noneMatch(gap::overlaps) && clients.inVain(way, gap, everywhere)) {
                        reds.add(NOT_SERVED, workload, server, gap, false, () ->
                                "%s: nothing came of %s through %s (%s) for %s".formatted(workload, way.words(), server,
                                        index.timeline().releaseAt(server, gap.from()), gap.seconds()));
                    }
                }
            }
        });
    }
}
