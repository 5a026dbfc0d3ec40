package natscompat.checker.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import natscompat.checker.index.Index;
import natscompat.checker.index.ReadLog;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * One stored sequence for each message id. Only ids whose publish, retries included, lay within the duplicate window
 * count, where the last retry lands no sooner than its server goes on after a pause; messages without an id are stored as
 * often as they are sent.
 */
final class StoredOnce implements Check {
    /** Default duplicate window: 2 min (nats-server, stream.go). */
    private static final long WINDOW = 120 * Span.SECOND;

    /** A leader whose clock is 25 s behind and the next one whose clock is as much ahead age a message id by this much. */
    private static final long MOST_WRONG = 50 * Span.SECOND;

    private static final Anomaly DUPLICATE =
            new Anomaly("duplicate", "one message id is stored at two sequences inside the duplicate window");

    @Override
    public Promise promise() {
        return new Promise(
                "stored-once",
                "A message id is stored once inside the duplicate window",
                PromiseKind.SAFETY,
                "NATS docs, JetStream Model Deep Dive: message deduplication by Nats-Msg-Id");
    }

    @Override
    public String line() {
        return "looks for a message id at two sequences in what each leader reads back";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, Operation> publishes = new HashMap<>();
        Map<String, Long> lastTry = new HashMap<>();
        for (Operation op : index.operations(OperationKind.PUBLISH)) {
            String id = op.asset() + "\n" + op.key();
            publishes.merge(id, op, (one, other) -> one.invoked() <= other.invoked() ? one : other);
            lastTry.merge(id, op.completed(), Math::max);
        }
        Set<String> told = new HashSet<>();
        for (String stream : index.reads().streams()) {
            if (Streams.isBucket(stream)) {
                continue;
            }
            for (ReadLog log : index.reads().all(stream)) {
                Map<String, Operation> first = new HashMap<>();
                for (Operation read : log.messages().values()) {
                    Operation before = read.key().isEmpty() ? null : first.putIfAbsent(read.key(), read);
                    String id = stream + "\n" + read.key();
                    Operation op = publishes.get(id);
                    if (before != null && op != null && told.add(id + "\n" + read.sequence())) {
                        twice(index, reds, op, lastTry.getOrDefault(id, op.completed()), before, read);
                    }
                }
            }
        }
    }

    private static void twice(Index index, Reds reds, Operation op, long lastTry, Operation before, Operation read) {
        Span possible = new Span(
                op.invoked(), index.faults().pausedUntil(op.server(), Span.between(op.invoked(), lastTry)));
        if (possible.length() > (index.faults().clocksWrong(possible) ? WINDOW - MOST_WRONG : WINDOW)) {
            return;
        }
        boolean confirmed = index.settledWell() || before.leader().equals(read.leader());
        reds.add(DUPLICATE, op, Span.between(op.invoked(), read.completed()), confirmed, () ->
                "%s is stored at sequences %d and %d of %s, read through %s; its publish was acknowledged at %d"
                        .formatted(op.key(), before.sequence(), read.sequence(), op.asset(), read.leader(),
                                op.sequence()));
    }
}
