package natscompat.mayhem.canary;

import java.util.Set;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Payload;

/** One sequence with two payloads, as a reader of a damaged replica would see it. */
final class AlterDelivery implements Canary {
    @Override
    public String name() {
        return "alter-delivery";
    }

    @Override
    public String line() {
        return "records a delivery with another payload than was stored";
    }

    @Override
    public String promise() {
        return "one-sequence-one-payload";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("durable-pull-consumer", "queue-group-consumer");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        CanaryTarget target = hand.target();
        Stored message = hand.settledMessage(target);
        byte[] other = message.data().clone();
        other[other.length - 1] ^= 1;
        hand.recordOk(target, OperationKind.DELIVER, target.consumers().getFirst(), message.messageId(),
                Payload.of(other).text(), message.sequence(), context.clock().nanos());
        hand.broken("recorded a delivery of sequence " + message.sequence() + " with one bit flipped");
    }
}
