package natscompat.mayhem.group;

import java.io.IOException;
import java.time.Duration;
import natscompat.client.JetStreamApi;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/**
 * Requests that change a group. One may meet a group, or the meta group, between two leaders: then it is refused (10008,
 * 10005) or nobody answers it, and nothing has changed. Only for what changes nothing more when it is asked twice.
 */
public final class AskedAgain {
    /** Two elections of a group, 4 to 9 s each. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How long one request waits for its answer. */
    public static final Duration REQUEST = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private AskedAgain() {}

    /** One attempt. */
    public interface Attempt {
        /** Asks once; every exception stands for a refusal. */
        void ask() throws IOException, JetStreamApi.Refused;
    }

    /**
     * Asks until it works.
     *
     * @throws Waiting.TimedOut with the last refusal when it does not within the limit
     */
    public static void until(String what, Duration limit, Attempt attempt) {
        Waiting.until(what, limit, PAUSE, () -> {
            try {
                attempt.ask();
                return Waiting.Look.there(true);
            } catch (IOException | JetStreamApi.Refused | IllegalStateException | FailureException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }
}
