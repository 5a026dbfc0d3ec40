package natscompat.checker.index;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time with both its ends.
 *
 * @param from nanoseconds on the cell's clock
 * @param to nanoseconds on the cell's clock, not before {@code from}
 */
public record Span(long from, long to) {
    /** Nanoseconds of a millisecond. */
    public static final long MILLISECOND = 1_000_000L;

    /** Nanoseconds of a second. */
    public static final long SECOND = 1_000_000_000L;

    /** From one time to another, whichever comes first. */
    public static Span between(long one, long other) {
        return new Span(Math.min(one, other), Math.max(one, other));
    }

    /** So many milliseconds up to a moment. */
    public static Span upTo(long at, long millis) {
        return new Span(at - millis * MILLISECOND, at);
    }

    /** Whether some moment lies in both. */
    public boolean overlaps(Span other) {
        return from <= other.to && other.from <= to;
    }

    /** Whether the whole of the other lies in this. */
    public boolean holds(Span other) {
        return from <= other.from && other.to <= to;
    }

    /** Whether the moment lies in this. */
    public boolean holds(long at) {
        return from <= at && at <= to;
    }

    /** What is left of it without the other one, in order: nothing, one piece or two. */
    public List<Span> without(Span other) {
        if (!overlaps(other)) {
            return List.of(this);
        }
        List<Span> left = new ArrayList<>();
        if (from < other.from) {
            left.add(new Span(from, other.from));
        }
        if (other.to < to) {
            left.add(new Span(other.to, to));
        }
        return left;
    }

    /** Nanoseconds from end to end. */
    public long length() {
        return to - from;
    }

    /** Its length in seconds, for people. */
    public String seconds() {
        return "%.1f s".formatted(length() / (double) SECOND);
    }
}
