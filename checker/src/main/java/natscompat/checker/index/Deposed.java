package natscompat.checker.index;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import natscompat.model.history.Operation;
import natscompat.model.history.Outcome;

/**
 * When a server that no longer leads may still answer as if it did. Who is cut off or frozen while others elect a leader
 * hears of it only when messages cross again, and until then two servers take each request: a client gets the first
 * answer, which may be a refusal or an old value by the deposed one, while the other one does what was asked (docs/adr/0022).
 * Immutable.
 */
public final class Deposed {
    /** Routes are made again within a second, heartbeats come each second (nats-server, raft.go); 1.1 s was seen. */
    private static final long HEARS = 5 * Span.SECOND;

    private static final Pattern ANSWER = Pattern.compile("\\b10\\d{3}\\b");

    private final List<Span> apart;
    private final Leaders leaders;
    private final long end;

    Deposed(FaultWindows faults, Leaders leaders, long end) {
        this.apart = faults.apart();
        this.leaders = leaders;
        this.end = end;
    }

    /** Whether an operation may have been answered by a server that led no more. */
    public boolean mayAnswer(Operation op) {
        Optional<String> asset = Leaders.assetOf(op);
        Span span = Span.between(op.invoked(), op.completed());
        return asset.isPresent() && apart.stream()
                .map(fault -> new Span(fault.from(), fault.to() + HEARS))
                .anyMatch(window -> window.overlaps(span) && mayHaveChanged(asset.get(), window));
    }

    /** Whether not one and the same server led all the while, as far as anybody could see. */
    private boolean mayHaveChanged(String asset, Span window) {
        return leaders.during(asset, new Span(window.from(), Math.min(end, window.to()))).isEmpty();
    }

    /** Whether an operation certainly did nothing: a refusal by one server is no news of what another one did. */
    public boolean certainlyFailed(Operation op) {
        return Refusals.certainlyFailed(op) && !(ANSWER.matcher(op.error()).find() && mayAnswer(op));
    }

    /**
     * Whether an operation may be called done only because somebody who led no more said so when asked for what had
     * become of it: an acknowledgement of the first attempt is by a majority.
     */
    public boolean doubtful(Operation op) {
        return op.outcome() == Outcome.OK && op.attempts().size() > 1 && mayAnswer(op);
    }
}
