package natscompat.checker.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * One sequence has one payload for everybody: in acknowledgements, deliveries and reads. And sequences follow real time:
 * what was published after an acknowledgement came back gets a larger one (a repeated attempt too, since its first
 * attempt came after as well).
 */
final class OneSequenceOnePayload implements Check {
    private static final Anomaly INCONSISTENT =
            new Anomaly("inconsistent sequences", "one sequence was seen with two messages");
    private static final Anomaly NONMONOTONIC =
            new Anomaly("nonmonotonic", "a later write was acknowledged with a smaller sequence");
    private static final Set<OperationKind> SEEING = Set.of(
            OperationKind.PUBLISH, OperationKind.DELIVER, OperationKind.FINAL_READ, OperationKind.MARKER,
            OperationKind.KV_GET, OperationKind.KV_LEADER_GET, OperationKind.KV_CREATE, OperationKind.KV_UPDATE);

    @Override
    public Promise promise() {
        return new Promise(
                "one-sequence-one-payload",
                "A sequence of a stream belongs to one message, and sequences follow the order of acknowledgements",
                PromiseKind.SAFETY,
                "NATS docs, Key/Value Store: immediate consistency, monotonic writes and reads; JetStream: streams");
    }

    @Override
    public String line() {
        return "compares what acknowledgements, deliveries and reads say of each sequence, and their order in time";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, List<Operation>> byStream = index.operations().stream()
                .filter(op -> op.ok() && op.sequence() > 0 && SEEING.contains(op.kind()))
                .collect(Collectors.groupingBy(Streams::of));
        byStream.forEach((stream, seen) -> {
            String log = logOf(index, stream);
            StoredAt stored = new StoredAt(index.reads().complete(log));
            samePayload(reds, log, seen, stored);
            inOrder(reds, log, seen, stored);
        });
    }

    /** A bucket's marker may be recorded under the bucket's own name. */
    private static String logOf(Index index, String stream) {
        return index.reads().streams().contains(stream) ? stream : Streams.ofBucket(stream);
    }

    private static void samePayload(Reds reds, String stream, List<Operation> seen, StoredAt stored) {
        Map<Long, Operation> valueAt = new HashMap<>();
        Map<Long, Operation> nameAt = new HashMap<>();
        for (Operation op : seen) {
            if (!conflict(reds, stream, valueAt, op, Operation::value, stored)) {
                conflict(reds, stream, nameAt, op, OneSequenceOnePayload::nameOf, stored);
            }
        }
    }

    private static boolean conflict(
            Reds reds,
            String stream,
            Map<Long, Operation> known,
            Operation op,
            Function<Operation, String> what,
            StoredAt stored) {
        if (what.apply(op).isEmpty()) {
            return false;
        }
        Operation before = known.putIfAbsent(op.sequence(), op);
        if (before == null || what.apply(before).equals(what.apply(op))) {
            return false;
        }
        boolean confirmed = stored.contradicts(before, what) || stored.contradicts(op, what);
        reds.add(INCONSISTENT, before, Span.between(before.completed(), op.completed()), confirmed, () ->
                "sequence %d of %s: %s; but %s".formatted(op.sequence(), stream, say(before), say(op)));
        return true;
    }

    /** Message id, or key of a bucket; of a bucket, reads have the key in the subject and markers have none. */
    private static String nameOf(Operation op) {
        if (!Streams.isBucket(op.asset())) {
            return op.key();
        }
        return op.kind() == OperationKind.FINAL_READ ? Streams.keyOf(op.note()) : "";
    }

    private static void inOrder(Reds reds, String stream, List<Operation> seen, StoredAt stored) {
        List<Operation> writes = seen.stream().filter(OneSequenceOnePayload::writes).toList();
        List<Operation> byEnd = new ArrayList<>(writes);
        byEnd.sort(Comparator.comparingLong(Operation::completed));
        List<Operation> byBegin = new ArrayList<>(writes);
        byBegin.sort(Comparator.comparingLong(Operation::invoked));
        int ended = 0;
        Operation highest = null;
        for (Operation op : byBegin) {
            while (ended < byEnd.size() && byEnd.get(ended).completed() < op.invoked()) {
                Operation done = byEnd.get(ended++);
                highest = highest == null || done.sequence() > highest.sequence() ? done : highest;
            }
            if (highest != null && op.sequence() < highest.sequence()) {
                Operation earlier = highest;
                boolean confirmed = stored.holds(earlier) && stored.holds(op);
                reds.add(NONMONOTONIC, op, Span.between(earlier.completed(), op.completed()), confirmed, () ->
                        "%s of %s was sent after sequence %d had been acknowledged to %s, and was acknowledged at %d"
                                .formatted(op.key(), stream, earlier.sequence(), earlier.client(), op.sequence()));
            }
        }
    }

    private static boolean writes(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, MARKER, KV_CREATE, KV_UPDATE -> true;
            case DELIVER, ACK, KV_GET, KV_LEADER_GET, STREAM_CREATE, STREAM_DELETE, STREAM_LIST, LAST_LIST,
                    CONSUMER_CREATE, BUCKET_CREATE, FINAL_READ, FINAL_EXISTS -> false;
        };
    }

    private static String say(Operation op) {
        String who = op.leader().isEmpty() ? op.client() : "the read through " + op.leader();
        return "%s of %s saw %s (%s)".formatted(op.kind().name().toLowerCase(java.util.Locale.ROOT), who, nameOf(op),
                op.value());
    }
}
