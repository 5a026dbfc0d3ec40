package natscompat.workloads.record;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Set;
import natscompat.client.JetStreamApi;
import natscompat.model.history.Outcome;

/**
 * The table of errors (facts nats.md 5.3, SEMANTICS.md 1): which of them say that certainly nothing happened. Where the
 * table is silent the answer is {@link Outcome#INFO}, the weaker claim: an operation wrongly called a failure would turn
 * a correct server red. Stateless.
 */
public final class ErrorClasses {
    /** The server looked at the request and stored nothing. */
    private static final Set<Integer> NOTHING_STORED = Set.of(
            10071, 10164, 10070, 10060, 10063, 10158, 10167, 10174, 10185, 10054, 10058, 10109);

    /** Temporarily unavailable, not leader, not enabled, offline: certain for reads only; a proposal may be in flight. */
    private static final Set<Integer> UNAVAILABLE = Set.of(10008, 10009, 10039, 10076, 10118, 10194, 10119, 10195);

    /** Refused before anything was proposed: no suitable peers (10005), nothing there (10037, 10059, 10014). */
    private static final Set<Integer> NOTHING_TO_DO = Set.of(10005, 10037, 10059, 10014);

    /** On a retry of a change these settle nothing, since an earlier attempt may have landed. */
    private static final Set<Integer> OPEN_ON_RETRY = Set.of(10158, 10071, 10164, 10059, 10058);

    /** What jnats 2.26.2 says before it has sent anything (NatsConnection.publishInternal, MessageQueue.push). */
    private static final Set<String> BEFORE_SENDING = Set.of(
            "Connection is Closed", "Connection is Draining", "Unable to queue any more messages", "Output queue is full");

    private static final String NO_RESPONDERS = "Error Publishing: 503";

    private ErrorClasses() {}

    /** The class of an answer with a JetStream error code. */
    public static Outcome ofCode(int code, Deed deed, boolean retry) {
        if (retry && deed != Deed.READ && OPEN_ON_RETRY.contains(code)) {
            return Outcome.INFO;
        }
        if (NOTHING_STORED.contains(code) || NOTHING_TO_DO.contains(code)) {
            return Outcome.FAIL;
        }
        if (UNAVAILABLE.contains(code)) {
            return deed == Deed.READ ? Outcome.FAIL : Outcome.INFO;
        }
        return Outcome.INFO;
    }

    /** The class of an error that the server's answer carried, as jnats throws it. */
    public static Outcome of(JetStreamApiException answer, Deed deed, boolean retry) {
        return ofCode(answer.getApiErrorCode(), deed, retry);
    }

    /** The class of an error that the server's answer carried, as our own requests throw it. */
    public static Outcome of(JetStreamApi.Refused answer, Deed deed, boolean retry) {
        return ofCode(answer.code(), deed, retry);
    }

    /** The class of a request that got no answer, or was not sent. */
    public static Outcome of(IOException error) {
        if (error instanceof JetStreamApi.NotSent || says(error, NO_RESPONDERS)) {
            return Outcome.FAIL;
        }
        return Outcome.INFO;
    }

    /**
     * The class of what jnats throws instead of sending.
     *
     * @throws IllegalStateException the error itself, when it is none of those: then it is a bug of ours
     */
    public static Outcome of(IllegalStateException error) {
        if (BEFORE_SENDING.stream().anyMatch(text -> says(error, text))) {
            return Outcome.FAIL;
        }
        throw error;
    }

    private static boolean says(Exception error, String text) {
        return String.valueOf(error.getMessage()).startsWith(text);
    }
}
