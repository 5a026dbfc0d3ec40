package natscompat.checker.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import natscompat.model.history.Event;

/**
 * When somebody did not get to run. A stall is noticed when it is over, or begun as a sleep that came back late; so for
 * the question "does it overlap" it is taken to reach its own length to both sides of its event, and for the question
 * "how much of the time" it counts once, up to its event. What is told of a server is the sum of a thread's waits within
 * a second, many short ones as a rule, so there only more than 500 ms counts as standing still. Immutable.
 */
public final class Stalls {
    /** Half a Raft heartbeat: a liveness or timing finding that overlaps a longer stall is none (SEMANTICS.md 3). */
    public static final long EXCUSES_MILLIS = 500;

    /** Stalls of our own process from this length on count towards the share; below it is the jitter of a busy machine. */
    private static final long OURS_MILLIS = 100;

    private final List<Event.Stall> all;

    Stalls(List<Event> events) {
        all = events.stream()
                .filter(Event.Stall.class::isInstance)
                .map(Event.Stall.class::cast)
                .toList();
    }

    /** A stall of more than half a heartbeat that overlaps the span. */
    public Optional<Event.Stall> excusing(Span span) {
        return all.stream()
                .filter(s -> s.millis() > EXCUSES_MILLIS)
                .filter(s -> reach(s).overlaps(span))
                .max(Comparator.comparingLong(Event.Stall::millis));
    }

    /** The longest stall that overlaps the span, in nanoseconds; 0 for none. */
    public long longest(Span span) {
        return all.stream()
                .filter(s -> reach(s).overlaps(span))
                .mapToLong(s -> s.millis() * Span.MILLISECOND)
                .max()
                .orElse(0);
    }

    private static boolean counts(Event.Stall stall) {
        return stall.who().startsWith("server:")
                ? stall.millis() > EXCUSES_MILLIS
                : stall.millis() >= OURS_MILLIS;
    }

    /** The share of the span, 0 to 1, in which at least one of us or a server stood still. */
    public double share(Span span) {
        List<Span> spans = new ArrayList<>();
        for (Event.Stall s : all) {
            Span stall = new Span(s.at() - s.millis() * Span.MILLISECOND, s.at());
            if (counts(s) && stall.overlaps(span)) {
                spans.add(new Span(Math.max(stall.from(), span.from()), Math.min(stall.to(), span.to())));
            }
        }
        spans.sort(Comparator.comparingLong(Span::from));
        long covered = 0;
        long reached = span.from();
        for (Span s : spans) {
            long from = Math.max(s.from(), reached);
            if (s.to() > from) {
                covered += s.to() - from;
                reached = s.to();
            }
        }
        return span.length() == 0 ? 0 : covered / (double) span.length();
    }

    private static Span reach(Event.Stall stall) {
        long length = stall.millis() * Span.MILLISECOND;
        return new Span(stall.at() - length, stall.at() + length);
    }
}
