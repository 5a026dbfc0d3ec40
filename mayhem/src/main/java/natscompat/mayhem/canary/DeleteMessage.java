package natscompat.mayhem.canary;

import java.util.Set;

/** An acknowledged message goes. It was consumed before, so that only its storage is missed. */
final class DeleteMessage implements Canary {
    @Override
    public String name() {
        return "delete-message";
    }

    @Override
    public String line() {
        return "deletes a message whose publish was acknowledged";
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
        Stored message = hand.settledMessage(hand.target());
        hand.delete(message.stream(), message.sequence());
        hand.broken("deleted sequence " + message.sequence() + " (" + message.messageId() + ") of " + message.stream());
    }
}
