package natscompat.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import natscompat.model.time.Waiting;

/**
 * Requests of tests that a healthy cluster may still refuse for a moment: 10005 "peer offline" right after a start, 503
 * while a server does not know the way to a new stream yet (facts measured: nats.md 4.1, SEMANTICS.md 4).
 */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private Eventually() {}

    /**
     * The answer, as soon as there is one.
     *
     * @throws Waiting.TimedOut with the last refusal after 20 s
     */
    public static <T> T answered(String request, Callable<T> asking) {
        return Waiting.until(request, LIMIT, POLL, () -> {
            try {
                return Waiting.Look.there(asking.call());
            } catch (Exception e) {
                return Waiting.Look.notYet(String.valueOf(e));
            }
        });
    }
}
