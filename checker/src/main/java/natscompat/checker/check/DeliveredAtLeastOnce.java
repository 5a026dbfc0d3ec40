package natscompat.checker.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * Every acknowledged message was delivered to some member of each consumer by the end. It is confirmed where the servers
 * themselves say that the consumer is past the message: its acknowledgement floor lies at or above it, or nothing is
 * pending. Otherwise the consumer may only have been slow, and it has to be red twice.
 */
final class DeliveredAtLeastOnce implements Check {
    private static final Anomaly UNSEEN = new Anomaly("unseen", "an acknowledged message was never delivered");

    @Override
    public Promise promise() {
        return new Promise(
                "delivered-at-least-once",
                "An acknowledged message is delivered at least once to some member of each consumer",
                PromiseKind.SAFETY,
                "NATS docs, JetStream reference: at-least-once delivery; Consumers: explicit acknowledgement");
    }

    @Override
    public String line() {
        return "looks for acknowledged messages that no member of a consumer ever received, once it is drained";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, Set<Long>> delivered = new HashMap<>();
        Set<String> consumers = new TreeSet<>(index.replicas().consumers().keySet());
        for (Operation op : index.operations(OperationKind.DELIVER, OperationKind.CONSUMER_CREATE)) {
            if (op.kind() == OperationKind.DELIVER) {
                delivered.computeIfAbsent(op.asset(), key -> new HashSet<>()).add(op.sequence());
            }
            if (op.ok()) {
                consumers.add(op.asset());
            }
        }
        Set<String> used = new HashSet<>(delivered.keySet());
        index.operations(OperationKind.CONSUMER_CREATE).forEach(op -> used.add(op.asset()));
        consumers.retainAll(used);
        if (index.settled().isEmpty()) {
            return;
        }
        for (String consumer : consumers) {
            undelivered(index, reds, consumer, delivered.getOrDefault(consumer, Set.of()));
        }
    }

    private static void undelivered(Index index, Reds reds, String consumer, Set<Long> delivered) {
        List<Event.ConsumerReplica> states = index.replicas().consumers().getOrDefault(consumer, List.of());
        boolean drained = states.stream().anyMatch(Event.ConsumerReplica::leader)
                && states.stream()
                        .filter(Event.ConsumerReplica::leader)
                        .allMatch(s -> s.pending() == 0 && s.pendingAcks() == 0);
        long floor = states.stream()
                .mapToLong(Event.ConsumerReplica::ackFloorStream)
                .min()
                .orElse(0);
        String stream = Streams.ofConsumer(consumer);
        for (Operation op : index.operations(OperationKind.PUBLISH)) {
            if (op.ok() && op.asset().equals(stream) && op.sequence() > 0 && !delivered.contains(op.sequence())) {
                boolean past = drained || op.sequence() <= floor;
                reds.add(UNSEEN, op, Span.between(op.completed(), index.end()), past, () ->
                        "%s, acknowledged at sequence %d, was delivered to no member of %s; %s"
                                .formatted(op.key(), op.sequence(), consumer, say(states, past)));
            }
        }
    }

    private static String say(List<Event.ConsumerReplica> states, boolean past) {
        return states.stream()
                .filter(Event.ConsumerReplica::leader)
                .findFirst()
                .map(s -> "its leader %s says floor %d, %d pending, %d not acknowledged%s"
                        .formatted(s.server(), s.ackFloorStream(), s.pending(), s.pendingAcks(),
                                past ? ": it will never come" : ""))
                .orElse("no server told of the consumer's state");
    }
}
