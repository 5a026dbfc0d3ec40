package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;

/** When faults were open and servers were out. Immutable once made. */
public final class FaultWindows {
    /** A signal may be on its way, and an exit noticed late, by this much. */
    private static final long LATE = 2 * Span.SECOND;

    private static final String PAUSE = "pause";
    private static final String CLOCK = "clock-";

    /** Faults that end a server by signal 9; that others may have to do so too is recorded as told. */
    public static final Set<String> KILLING =
            Set.of("kill", "kill-all", "crash-loop", "old-ones-lead", "long-trouble", "kill-after-change");

    /** Faults after which a leader may not know for a while that others have elected another one. */
    private static final Set<String> FREEZING = Set.of("pause", "pause-all", "old-ones-lead");

    private final List<Window> faults = new ArrayList<>();
    private final List<Out> outs = new ArrayList<>();
    /** From the end of a process to the start of the next one, told or not. */
    private final List<Out> down = new ArrayList<>();

    /**
     * One fault.
     *
     * @param span from its being planned (about to be injected) to its being healed, or the end of the record
     * @param holding whether it keeps bytes back without ending a process: a pause, or a fault of a link
     * @param parting whether servers may elect behind the back of a leader that lives: it is cut off, or frozen
     * @param harming whether it harms what its targets store
     */
    public record Window(
            String id, String fault, List<String> targets, Span span, boolean holding, boolean parting, boolean harming) {}

    private record Out(String server, Span span) {}

    FaultWindows(List<Event> events, Catalog catalog, long end) {
        Map<String, Event.Fault> open = new LinkedHashMap<>();
        Map<String, Long> began = new HashMap<>();
        Map<String, Long> out = new HashMap<>();
        Map<String, Long> ended = new HashMap<>();
        for (Event event : events) {
            switch (event) {
                case Event.Fault f when f.state() == FaultState.NOT_DUE -> open.remove(f.id());
                case Event.Fault f when f.state() == FaultState.FAILED && !open.containsKey(f.id()) -> {
                    // It never came to be injected: what is, is planned first.
                }
                case Event.Fault f when f.state() == FaultState.HEALED -> {
                    open.remove(f.id());
                    faults.add(window(f, began.getOrDefault(f.id(), f.at()), f.at(), catalog));
                }
                case Event.Fault f -> {
                    began.putIfAbsent(f.id(), f.at());
                    open.put(f.id(), f);
                }
                case Event.ServerOut o -> out.putIfAbsent(o.server(), o.at());
                case Event.ServerBack b -> {
                    Long from = out.remove(b.server());
                    if (from != null) {
                        outs.add(new Out(b.server(), Span.between(from, b.at())));
                    }
                }
                case Event.ServerEnded e -> ended.putIfAbsent(e.server(), e.at());
                case Event.ServerStarted s -> {
                    Long from = ended.remove(s.server());
                    if (from != null) {
                        down.add(new Out(s.server(), Span.between(from, s.at())));
                    }
                }
                default -> {}
            }
        }
        open.values().forEach(f -> faults.add(window(f, began.getOrDefault(f.id(), f.at()), end, catalog)));
        out.forEach((server, from) -> outs.add(new Out(server, Span.between(from, end))));
        ended.forEach((server, from) -> down.add(new Out(server, Span.between(from, end))));
    }

    private static Window window(Event.Fault f, long from, long to, Catalog catalog) {
        boolean link = catalog.fault(f.fault())
                .map(type -> type.needs().contains("link-proxy"))
                .orElse(false);
        Damage damage = catalog.fault(f.fault()).map(FaultType::damage).orElse(Damage.NONE);
        boolean holding = link || f.fault().equals(PAUSE);
        boolean parting = (link && damage != Damage.NONE && !f.fault().equals("clients-cut")) || FREEZING.contains(f.fault());
        return new Window(
                f.id(), f.fault(), f.targets(), Span.between(from, to), holding, parting, damage == Damage.STORE);
    }

    /** When a leader may have been cut off or frozen, alive, while the others could elect. */
    List<Window> apart() {
        return faults.stream().filter(Window::parting).toList();
    }

    /** The longest pause or link fault that was open in the span, in nanoseconds; 0 for none. */
    public long longestHold(Span span) {
        return faults.stream()
                .filter(w -> w.holding() && w.span().overlaps(span))
                .mapToLong(w -> w.span().length())
                .max()
                .orElse(0);
    }

    /**
     * When the last pause of that server that was open in the span was over, or the end of the span: what it was sent meanwhile
     * lies in its sockets, and takes effect only when it goes on.
     */
    public long pausedUntil(String server, Span span) {
        return faults.stream()
                .filter(w -> w.fault().equals(PAUSE) && w.targets().contains(server) && w.span().overlaps(span))
                .mapToLong(w -> w.span().to())
                .reduce(span.to(), Math::max);
    }

    /** Whether some server had a wrong time of day in that span. */
    public boolean clocksWrong(Span span) {
        return faults.stream().anyMatch(w -> w.fault().startsWith(CLOCK) && w.span().overlaps(span));
    }

    /** Whether a fault of ours that kills was aimed at that server at that moment; a pause or a cut link kills nobody. */
    public boolean killedAt(String server, long at) {
        Span about = new Span(at - LATE, at + LATE);
        return faults.stream()
                .anyMatch(w -> KILLING.contains(w.fault()) && w.targets().contains(server) && w.span().overlaps(about));
    }

    /**
     * Whether what that server stores was harmed by us then, or had just been: it may refuse what it finds until it is back,
     * healthy and caught up.
     */
    public boolean harmed(String server, long at) {
        return faults.stream()
                .filter(w -> w.harming() && w.targets().contains(server))
                .map(w -> new Span(w.span().from(), backAfter(server, w.span())))
                .anyMatch(span -> span.holds(at));
    }

    /** When the last server that was out in the span was back; the end of the span when nobody was. */
    public long allBack(Span span) {
        return outs.stream()
                .filter(o -> o.span().overlaps(span))
                .mapToLong(o -> o.span().to())
                .reduce(span.to(), Math::max);
    }

    /** When the last of the faults that were open in the span was healed; at the earliest that moment. */
    public long lastHealed(Span span, long earliest) {
        return faults.stream()
                .filter(w -> w.span().overlaps(span))
                .mapToLong(w -> w.span().to())
                .reduce(earliest, Math::max);
    }

    private long backAfter(String server, Span span) {
        return outs.stream()
                .filter(o -> o.server().equals(server) && o.span().overlaps(span))
                .mapToLong(o -> o.span().to())
                .reduce(span.to(), Math::max);
    }

    /** Whether any fault was open in the span. */
    public boolean open(Span span) {
        return faults.stream().anyMatch(w -> w.span().overlaps(span));
    }

    /** Whether some server was out, or had come back less than {@code after} nanoseconds ago. */
    public boolean somebodyOut(long at, long after) {
        return outs.stream()
                .map(Out::span)
                .anyMatch(o -> new Span(o.from(), o.to() + after).holds(at));
    }

    /**
     * When that server could not be expected to serve its clients: while it was out (rolled, killed, paused, cut off, until
     * it was healthy and caught up again) and while it did not run at all.
     */
    public List<Span> away(String server) {
        return Stream.concat(outs.stream(), down.stream())
                .filter(o -> o.server().equals(server))
                .map(Out::span)
                .toList();
    }

    /** The longest time for which that server was out, of those that reach into the span, in nanoseconds; 0 for none. */
    public long longestOut(String server, Span span) {
        return outs.stream()
                .filter(o -> o.server().equals(server) && o.span().overlaps(span))
                .mapToLong(o -> o.span().length())
                .max()
                .orElse(0);
    }
}
