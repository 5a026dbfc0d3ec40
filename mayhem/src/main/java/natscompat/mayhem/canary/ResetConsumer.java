package natscompat.mayhem.canary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/** A consumer that forgets: what was acknowledged with confirmation comes again. */
final class ResetConsumer implements Canary {
    private static final Duration LATER = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "reset-consumer";
    }

    @Override
    public String line() {
        return "deletes a consumer and makes it again, so that it forgets acknowledgements";
    }

    @Override
    public String promise() {
        return "not-redelivered-after-ack";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("durable-pull-consumer", "queue-group-consumer");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        CanaryTarget target = hand.target();
        hand.settledMessage(target);
        String name = target.consumers().getFirst();
        String asset = name.replace('/', '.');
        ObjectNode again = Json.mapper().createObjectNode().put("stream_name", name.substring(0, name.indexOf('/')));
        again.set("config", hand.request("$JS.API.CONSUMER.INFO." + asset).path("config"));
        Waiting.pause("what is on its way anyway to be no excuse", LATER);
        hand.request("$JS.API.CONSUMER.DELETE." + asset);
        hand.request("$JS.API.CONSUMER.DURABLE.CREATE." + asset, again);
        hand.broken("deleted " + name + " and made it again");
    }
}
