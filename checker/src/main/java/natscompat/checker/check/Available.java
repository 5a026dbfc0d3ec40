package natscompat.checker.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.index.Index;
import natscompat.checker.index.Refusals;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;

/**
 * While every group can have a majority, each workload gets something done at least every 30 s, in each way it works:
 * writing, receiving, acknowledging, changing assets. An election takes 4 to 9 s and votes can split, so three in a row
 * fit into the limit. After an intolerable fault was healed the demand begins 60 s later. Time does not pass for a
 * workload that ended by itself. A try that is still failing when the time ends counts.
 */
final class Available implements Check {
    private static final long LIMIT = 30 * Span.SECOND;
    private static final Anomaly UNAVAILABLE =
            new Anomaly("unavailable", "a workload got nothing done for more than 30 s although a majority could talk");

    private enum Way {
        WRITING,
        RECEIVING,
        ACKNOWLEDGING,
        CHANGING_ASSETS
    }

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
        return "measures the longest time in which a workload got nothing done while it should have";
    }

    @Override
    public void look(Index index, Reds reds) {
        Preparation.look(index, reds);
        Map<String, Map<Way, List<Operation>>> done = new HashMap<>();
        for (Operation op : index.operations()) {
            way(op).ifPresent(way -> done.computeIfAbsent(op.workload(), key -> new EnumMap<>(Way.class))
                    .computeIfAbsent(way, key -> new ArrayList<>())
                    .add(op));
        }
        Map<String, Long> ended = new HashMap<>();
        index.events(Event.WorkloadFailed.class).forEach(f -> ended.merge(f.workload(), f.at(), Math::min));
        for (String workload : index.cell().workloads()) {
            Map<Way, List<Operation>> ways = done.getOrDefault(workload, Map.of());
            if (ways.size() > 1) {
                // A workload that does other things made its assets in the beginning; that is not its trade.
                ways.remove(Way.CHANGING_ASSETS);
            }
            long end = ended.getOrDefault(workload, Long.MAX_VALUE);
            if (ways.isEmpty()) {
                gaps(index, reds, workload, "doing anything", List.of(), end);
            }
            ways.forEach((way, ops) -> gaps(index, reds, workload, say(way), ops, end));
            if (ways.containsKey(Way.ACKNOWLEDGING) && !ways.containsKey(Way.RECEIVING)) {
                gaps(index, reds, workload, say(Way.RECEIVING), List.of(), end);
            }
        }
    }

    private static void gaps(
            Index index, Reds reds, String workload, String what, List<Operation> ops, long ended) {
        List<Operation> served = ops.stream().filter(Refusals::served).toList();
        int next = 0;
        for (Span window : index.demand().windows()) {
            long since = window.from();
            long until = Math.min(window.to(), ended);
            while (next < served.size() && served.get(next).completed() <= until) {
                long at = served.get(next++).completed();
                if (at > since) {
                    gap(reds, workload, what, since, at);
                    since = at;
                }
            }
            gap(reds, workload, what, since, until);
        }
    }

    private static void gap(Reds reds, String workload, String what, long since, long until) {
        if (until - since > LIMIT) {
            Span span = new Span(since, until);
            reds.add(UNAVAILABLE, workload, "", span, false, () ->
                    "%s: nothing came of %s for %s".formatted(workload, what, span.seconds()));
        }
    }

    private static Optional<Way> way(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, KV_CREATE, KV_UPDATE -> Optional.of(Way.WRITING);
            case DELIVER -> Optional.of(Way.RECEIVING);
            case ACK -> Optional.of(Way.ACKNOWLEDGING);
            case STREAM_CREATE, STREAM_DELETE -> Optional.of(Way.CHANGING_ASSETS);
            case KV_GET, KV_LEADER_GET, STREAM_LIST, CONSUMER_CREATE, BUCKET_CREATE, FINAL_READ, FINAL_EXISTS,
                    MARKER -> Optional.empty();
        };
    }

    private static String say(Way way) {
        return switch (way) {
            case WRITING -> "writing";
            case RECEIVING -> "receiving";
            case ACKNOWLEDGING -> "acknowledging";
            case CHANGING_ASSETS -> "creating and deleting streams";
        };
    }
}
