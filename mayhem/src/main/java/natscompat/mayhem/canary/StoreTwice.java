package natscompat.mayhem.canary;

import java.util.Set;

/** A message id stored twice. A server looks for the header as NATS writes it; readers take it in any case of letters. */
final class StoreTwice implements Canary {
    private static final String HIDDEN_ID = "nats-msg-id";

    @Override
    public String name() {
        return "store-twice";
    }

    @Override
    public String line() {
        return "stores an acknowledged message a second time under its own id";
    }

    @Override
    public String promise() {
        return "stored-once";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("durable-pull-consumer", "queue-group-consumer");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        Stored message = hand.settledMessage(hand.target());
        long again = hand.publish(message.subject(), HIDDEN_ID, message.messageId(), message.data());
        hand.broken(message.messageId() + " of " + message.stream() + " is at " + message.sequence() + " and at " + again);
    }
}
