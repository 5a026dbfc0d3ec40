package natscompat.mayhem.canary;

import java.util.Set;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Payload;

/** An acknowledgement without a message. Its sequence was used up before, so that the order of all others stands. */
final class ForgeAck implements Canary {
    @Override
    public String name() {
        return "forge-ack";
    }

    @Override
    public String line() {
        return "records an acknowledgement of a publish whose message is not stored";
    }

    @Override
    public String promise() {
        return "acked-message-kept";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("durable-pull-consumer", "queue-group-consumer");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        CanaryTarget target = hand.target();
        Stored like = hand.settledMessage(target);
        String id = "canary-" + context.draws().at("id").hex(8);
        long began = context.clock().nanos();
        long sequence = hand.publish(like.subject(), "Nats-Msg-Id", id, like.data());
        String value = Payload.of(like.data()).text();
        hand.recordOk(target, OperationKind.PUBLISH, like.stream(), id, value, sequence, began);
        hand.delete(like.stream(), sequence);
        target.consumers().forEach(c -> hand.recordOk(target, OperationKind.DELIVER, c, id, value, sequence, began));
        hand.broken("recorded " + id + " as acknowledged at " + sequence + " of " + like.stream() + ", where nothing is");
    }
}
