package natscompat.workloads.record;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import natscompat.client.JetStreamApi;
import natscompat.model.history.Attempt;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;

/**
 * One operation under way: its attempts, each classified by {@link ErrorClasses}, and their join. Used by one thread.
 */
public final class Invocation {
    private static final int ERROR_LENGTH = 200;

    private final Recorder recorder;
    private final String client;
    private final String server;
    private final OperationKind kind;
    private final String asset;
    private final List<Attempt> attempts = new ArrayList<>();
    private Seen seen = Seen.NOTHING;
    private int lastCode;

    Invocation(Recorder recorder, String client, String server, OperationKind kind, String asset) {
        this.recorder = recorder;
        this.client = client;
        this.server = server;
        this.kind = kind;
        this.asset = asset;
    }

    /** Changes what will be written of it. */
    public Invocation note(UnaryOperator<Seen> change) {
        seen = change.apply(seen);
        return this;
    }

    /**
     * Tries once more and classifies how that ended. Waits first when the history cannot take more.
     *
     * @return the answer when the attempt is ok
     */
    public <T> Optional<T> attempt(Deed deed, Duration limit, Call<T> call) {
        recorder.admit();
        boolean retry = !attempts.isEmpty();
        long invoked = recorder.now();
        lastCode = 0;
        try {
            T answer = call.call(limit);
            ended(invoked, Outcome.OK, "");
            return Optional.of(answer);
        } catch (JetStreamApiException e) {
            lastCode = e.getApiErrorCode();
            ended(invoked, ErrorClasses.of(e, deed, retry), text(e));
        } catch (JetStreamApi.Refused e) {
            lastCode = e.code();
            ended(invoked, ErrorClasses.of(e, deed, retry), text(e));
        } catch (IOException e) {
            ended(invoked, ErrorClasses.of(e), text(e));
        } catch (IllegalStateException e) {
            ended(invoked, ErrorClasses.of(e), text(e));
        }
        return Optional.empty();
    }

    /** A read through the leader has shown that an attempt whose end nobody knew did happen. */
    public void resolved() {
        long now = recorder.now();
        attempts.add(new Attempt(now, now, Outcome.OK, ""));
    }

    private void ended(long invoked, Outcome outcome, String error) {
        attempts.add(new Attempt(invoked, recorder.now(), outcome, error));
    }

    private static String text(Exception error) {
        String text = String.valueOf(error.getMessage());
        return text.length() <= ERROR_LENGTH ? text : text.substring(0, ERROR_LENGTH);
    }

    /** The JetStream error code of the last attempt; 0 when it had none. */
    public int lastCode() {
        return lastCode;
    }

    /** The join of its attempts so far. */
    public Outcome outcome() {
        return Outcome.join(attempts.stream().map(Attempt::outcome).toList());
    }

    /** Whether an attempt may have happened without anybody knowing. */
    public boolean open() {
        return outcome() == Outcome.INFO && !attempts.isEmpty();
    }

    /** The error of the last attempt that was not ok; empty when there was none. */
    public String error() {
        return attempts.reversed().stream()
                .filter(a -> a.outcome() != Outcome.OK)
                .map(Attempt::error)
                .findFirst()
                .orElse("");
    }

    /** Writes it. Without an attempt there is nothing to write: it was never invoked. */
    public void complete() {
        if (!attempts.isEmpty()) {
            recorder.write(client, server, kind, asset, seen, attempts.size() == 1 ? List.of() : attempts,
                    attempts.getFirst().invoked(), attempts.getLast().completed(), outcome(), error());
        }
    }
}
