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
    /** Routes are made again within a second, heartbeats come each second (nats-server, raft.go); 0.7 s was seen. */
    private static final long HEARS = 5 * Span.SECOND;

    /** News of who was elected behind a leader's back come so late; whoever is elected later than that is not. */
    private static final long NEWS = 3 * Span.SECOND;

    /** An election takes 4 to 9 s (nats-server, raft.go): a leader without its majority is followed by another one then. */
    private static final long ELECTION = 10 * Span.SECOND;

    private static final Pattern ANSWER = Pattern.compile("\\b10\\d{3}\\b");

    /** Who is cut off for longer has lost his majority: it is looked for every 10 s, and after 10 s (raft.go). */
    private static final long LOSES_QUORUM = 20 * Span.SECOND;

    /** A heal is told when it was seen, up to 1.3 s after it was done. */
    private static final long SEEN = 2 * Span.SECOND;

    private final List<FaultWindows.Window> apart;
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
                .filter(fault -> answers(fault).stream().anyMatch(span::overlaps))
                .anyMatch(fault -> mayHaveChanged(asset.get(), fault.span().from(), fault.span().to() + NEWS));
    }

    /**
     * When somebody deposed may answer: who is frozen does not before he goes on, who is cut off for good does not once he has
     * lost his majority. Faults that cut again and again begin that anew.
     */
    private static List<Span> answers(FaultWindows.Window fault) {
        Span span = fault.span();
        Span after = new Span(Math.max(span.from(), span.to() - SEEN), span.to() + HEARS);
        return switch (fault.fault()) {
            case "pause" -> List.of(after);
            case "isolate" -> List.of(new Span(span.from(), Math.min(span.to(), span.from() + LOSES_QUORUM)), after);
            default -> List.of(new Span(span.from(), span.to() + HEARS));
        };
    }

    /** Whether not one and the same server led all the while, as far as anybody could see. */
    private boolean mayHaveChanged(String asset, long from, long to) {
        return leaders.during(asset, Span.between(Math.min(end, from), Math.min(end, to))).isEmpty();
    }

    /** Whether an operation certainly did nothing: a refusal by one server is no news of what another one did. */
    public boolean certainlyFailed(Operation op) {
        return Refusals.certainlyFailed(op) && !(answered(op) && mayAnswer(op));
    }

    private static boolean answered(Operation op) {
        return ANSWER.matcher(op.error()).find()
                || op.attempts().stream().anyMatch(attempt -> ANSWER.matcher(attempt.error()).find());
    }

    /**
     * Whether an operation may be called done only because somebody said so who led no more, or had lost his majority, when
     * asked for what had become of it. Where no attempt's end was unknown the answer is an acknowledgement, by a majority.
     */
    public boolean doubtful(Operation op) {
        return op.outcome() == Outcome.OK
                && op.attempts().stream().anyMatch(attempt -> attempt.outcome() == Outcome.INFO)
                && (mayAnswer(op) || Leaders.assetOf(op)
                        .filter(asset -> mayHaveChanged(asset, op.invoked(), op.completed() + ELECTION))
                        .isPresent());
    }
}
