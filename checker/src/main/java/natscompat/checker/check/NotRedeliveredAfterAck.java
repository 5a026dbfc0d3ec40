package natscompat.checker.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * A message is not delivered again after its acknowledgement was confirmed. What was on its way already does not count:
 * 2 s, plus the longest pause or stall on its path, plus the longest time for which the receiver's server was out (what
 * had come through it before may wait in the client until it is connected again).
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
                "NATS docs, JetStream Model Deep Dive: exactly once, double acknowledgement; nats-server #5419");
    }

    @Override
    public String line() {
        return "looks for deliveries that came later than 2 s after the confirmed acknowledgement of the same message";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, Operation> acked = new HashMap<>();
        for (Operation op : index.operations(OperationKind.ACK)) {
            if (op.ok()) {
                acked.merge(message(op), op, (one, other) -> one.completed() <= other.completed() ? one : other);
            }
        }
        for (Operation op : index.operations(OperationKind.DELIVER)) {
            Operation ack = acked.get(message(op));
            if (ack != null && op.completed() > ack.completed() + ON_ITS_WAY) {
                again(index, reds, ack, op);
            }
        }
    }

    private static void again(Index index, Reds reds, Operation ack, Operation op) {
        Span span = new Span(ack.completed(), op.completed());
        long held = Math.max(index.stalls().longest(span), index.faults().longestHold(span));
        long allowed = ON_ITS_WAY + held + index.faults().longestOut(op.server(), span);
        if (span.length() > allowed) {
            reds.add(REDELIVERED, op, span, false, () ->
                    "%s (sequence %d of %s, delivery %d) came %s after %s had its acknowledgement confirmed; allowed %.1f s"
                            .formatted(op.key(), op.sequence(), op.asset(), op.count(), span.seconds(), ack.client(),
                                    allowed / (double) Span.SECOND));
        }
    }

    private static String message(Operation op) {
        return op.asset() + "\n" + op.sequence();
    }

    @Override
    public List<String> workloads() {
        return List.of("durable-pull-consumer", "queue-group-consumer");
    }
}
