package natscompat.checker.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * A message is not delivered again after its acknowledgement was confirmed. What was on its way already does not count:
 * 2 s, plus the longest pause or stall on its path, plus the time for which its receiver was busy with acknowledgements
 * in between (it records a message when it takes it, not when it arrives).
 */
final class NotRedeliveredAfterAck implements Check {
    private static final long ON_ITS_WAY = 2 * Span.SECOND;
    private static final Anomaly REDELIVERED =
            new Anomaly("redelivered", "a message came again after its acknowledgement had been confirmed");

    @Override
    public Promise promise() {
        return new Promise(
                "not-redelivered-after-ack",
                "A message is not delivered again after a confirmed (double) acknowledgement",
                PromiseKind.TIMING,
                "NATS docs, JetStream: exactly-once consumption by double acknowledgement; issue #5419");
    }

    @Override
    public String line() {
        return "looks for deliveries that came later than 2 s after the confirmed acknowledgement of the same message";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, Operation> acked = new HashMap<>();
        Map<String, NavigableMap<Long, Long>> busy = new HashMap<>();
        for (Operation op : index.operations(OperationKind.ACK)) {
            if (op.ok()) {
                acked.merge(message(op), op, (one, other) -> one.completed() <= other.completed() ? one : other);
            }
            NavigableMap<Long, Long> own = busy.computeIfAbsent(op.client(), key -> new TreeMap<>());
            long before = own.isEmpty() ? 0 : own.lastEntry().getValue();
            own.put(op.completed(), before + op.completed() - op.invoked());
        }
        for (Operation op : index.operations(OperationKind.DELIVER)) {
            Operation ack = acked.get(message(op));
            if (ack != null && op.completed() > ack.completed() + ON_ITS_WAY) {
                again(index, reds, ack, op, busy.getOrDefault(op.client(), new TreeMap<>()));
            }
        }
    }

    private static void again(Index index, Reds reds, Operation ack, Operation op, NavigableMap<Long, Long> busy) {
        Span span = new Span(ack.completed(), op.completed());
        long held = Math.max(index.stalls().longest(span), index.faults().longestHold(span));
        long allowed = ON_ITS_WAY + held + busyIn(span, busy);
        if (span.length() > allowed) {
            reds.add(REDELIVERED, op, span, false, () ->
                    "%s (sequence %d of %s, delivery %d) came %s after %s had its acknowledgement confirmed; allowed %.1f s"
                            .formatted(op.key(), op.sequence(), op.asset(), op.count(), span.seconds(), ack.client(),
                                    allowed / (double) Span.SECOND));
        }
    }

    private static long busyIn(Span span, NavigableMap<Long, Long> busy) {
        Map.Entry<Long, Long> before = busy.floorEntry(span.from());
        Map.Entry<Long, Long> until = busy.floorEntry(span.to());
        return until == null ? 0 : until.getValue() - (before == null ? 0 : before.getValue());
    }

    private static String message(Operation op) {
        return op.asset() + "\n" + op.sequence();
    }

    @Override
    public List<String> workloads() {
        return List.of("durable-pull-consumer", "queue-group-consumer");
    }
}
