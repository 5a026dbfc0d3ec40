package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;

/**
 * When operations had to succeed: in phases with liveness and in the rolls between them, except while a group may have
 * lacked a majority and for 60 s after that (SEMANTICS.md 2: an election takes 4 to 9 s, and votes can split). Immutable.
 */
public final class Demand {
    /** After the last intolerable fault was healed. */
    public static final long RECOVERY = 60 * Span.SECOND;
    /** After that a restarted server has caught up, or has no excuse: as long as a gate is waited for (SEMANTICS.md 4). */
    private static final long CATCHING_UP = 60 * Span.SECOND;

    private final List<Span> windows;
    private final List<Span> suspended;
    private final List<Span> excused;

    private Demand(List<Span> windows, List<Span> suspended, List<Span> excused) {
        this.windows = List.copyOf(windows);
        this.suspended = List.copyOf(suspended);
        this.excused = List.copyOf(excused);
    }

    static Demand of(Cell cell, List<Event> events, Timeline timeline, FaultWindows faults) {
        List<Span> windows = new ArrayList<>();
        Set<Integer> afterColdSwap = afterColdSwap(cell);
        Phase before = null;
        for (Phase phase : timeline.phases()) {
            if (phase.liveness()) {
                boolean joined = before != null && before.liveness() && !afterColdSwap.contains(phase.index());
                long from = joined ? windows.removeLast().from() : phase.span().from();
                windows.add(Span.between(from, phase.span().to()));
            }
            before = phase;
        }
        List<Span> suspended = new ArrayList<>(announced(events));
        suspended.addAll(impatient(cell, events, faults));
        long loadBegan = timeline.load().map(Span::from).orElse(0L);
        List<Span> excused = suspended.stream().map(span -> withRecovery(span, loadBegan)).toList();
        for (Span span : excused) {
            windows = windows.stream().flatMap(w -> w.without(span).stream()).toList();
        }
        return new Demand(windows, suspended, excused);
    }

    private static Set<Integer> afterColdSwap(Cell cell) {
        Set<Integer> phases = new TreeSet<>();
        boolean swapped = false;
        for (Step step : cell.steps()) {
            if (step instanceof Step.ColdSwap) {
                swapped = true;
            } else if (step instanceof Step.BeginPhase phase) {
                if (swapped) {
                    phases.add(phase.index());
                }
                swapped = false;
            }
        }
        return phases;
    }

    /**
     * A roll that does not wait for its server to catch up may meet the next one, until all are back. One that never is
     * breaks a promise, and ends no demand: that would hide what it does to everybody else.
     */
    private static List<Span> impatient(Cell cell, List<Event> events, FaultWindows faults) {
        Set<Integer> rolls = cell.steps().stream()
                .filter(step -> step instanceof Step.Roll roll && roll.impatient())
                .map(Step::number)
                .collect(Collectors.toSet());
        Map<Integer, Long> began = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.StepBegan b && rolls.contains(b.step())) {
                began.put(b.step(), b.at());
            } else if (event instanceof Event.StepEnded e && began.containsKey(e.step())) {
                Span roll = Span.between(began.remove(e.step()), e.at());
                spans.add(new Span(roll.from(), backOrLate(roll, faults)));
            }
        }
        began.values().forEach(from -> spans.add(new Span(from, Long.MAX_VALUE)));
        return spans;
    }

    private static long backOrLate(Span roll, FaultWindows faults) {
        long back = faults.allBack(roll);
        long undisturbed = faults.lastHealed(new Span(roll.from(), back), roll.to());
        return Math.min(back, undisturbed + CATCHING_UP);
    }

    /** Before the load nothing was demanded that would have to recover. */
    private static Span withRecovery(Span span, long loadBegan) {
        boolean recovers = span.to() >= loadBegan && span.to() < Long.MAX_VALUE;
        return recovers ? new Span(span.from(), span.to() + RECOVERY) : span;
    }

    private static List<Span> announced(List<Event> events) {
        List<Span> announced = new ArrayList<>();
        long since = -1;
        for (Event event : events) {
            if (event instanceof Event.Liveness l) {
                if (!l.demanded() && since < 0) {
                    since = l.at();
                } else if (l.demanded() && since >= 0) {
                    announced.add(new Span(since, l.at()));
                    since = -1;
                }
            }
        }
        if (since >= 0) {
            announced.add(new Span(since, Long.MAX_VALUE));
        }
        return announced;
    }

    /** The stretches in which operations had to succeed, in order. */
    public List<Span> windows() {
        return windows;
    }

    /** Whether a group may have lacked its majority for most of a span, the time of its recovery not counted. */
    public boolean mostlySuspended(Span span) {
        List<Span> left = List.of(span);
        for (Span away : suspended) {
            left = left.stream().flatMap(w -> w.without(away).stream()).toList();
        }
        return 2 * left.stream().mapToLong(Span::length).sum() < span.length();
    }

    /** The stretches in which the clients of a server that was away at some times had to be served through it, in order. */
    public List<Span> windows(List<Span> away) {
        List<Span> left = windows;
        for (Span span : away) {
            left = left.stream().flatMap(w -> w.without(span).stream()).toList();
        }
        return left;
    }

    /** The share of a span, 0 to 1, in which operations had to succeed. */
    public double share(Span span) {
        long demanded = windows.stream()
                .filter(w -> w.overlaps(span))
                .mapToLong(w -> Math.min(w.to(), span.to()) - Math.max(w.from(), span.from()))
                .sum();
        return span.length() == 0 ? 0 : demanded / (double) span.length();
    }

    /** Whether a group may have lacked its majority at that moment, or less than 60 s before. */
    public boolean excused(long moment) {
        return excused.stream().anyMatch(span -> span.holds(moment));
    }

    /** Whether operations had to succeed at that moment. */
    public boolean at(long moment) {
        return windows.stream().anyMatch(w -> w.holds(moment));
    }
}
