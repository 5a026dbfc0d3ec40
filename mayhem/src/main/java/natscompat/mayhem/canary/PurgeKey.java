package natscompat.mayhem.canary;

import java.time.Duration;
import java.util.Set;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/** Acknowledged revisions go, and the current one stays, so that compare-and-set is not disturbed. */
final class PurgeKey implements Canary {
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long REVISIONS = 20;

    @Override
    public String name() {
        return "purge-key";
    }

    @Override
    public String line() {
        return "removes the older revisions of a key";
    }

    @Override
    public String promise() {
        return "kv-history";
    }

    @Override
    public Set<String> workloads() {
        return Set.of("kv-cas");
    }

    @Override
    public void breakIt(CanaryContext context) {
        Hand hand = new Hand(this, context);
        String stream = hand.target().streams().getFirst();
        String subject = Waiting.until("a key with a history in " + stream, ENOUGH, POLL, () -> {
            long last = hand.request("$JS.API.STREAM.INFO." + stream).path("state").path("last_seq").asLong();
            return last >= REVISIONS
                    ? Waiting.Look.there(hand.stored(stream, last).subject())
                    : Waiting.Look.notYet(last + " revisions");
        });
        long purged = hand.request("$JS.API.STREAM.PURGE." + stream,
                        Json.mapper().createObjectNode().put("filter", subject).put("keep", 1))
                .path("purged")
                .asLong();
        if (purged == 0) {
            throw hand.failed("there was nothing to purge on " + subject);
        }
        hand.broken("purged " + purged + " revisions of " + subject + ", all but the last");
    }
}
