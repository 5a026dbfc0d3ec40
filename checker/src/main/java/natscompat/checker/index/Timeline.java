package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.model.history.Event;

/** The phases of a cell, and which release each server ran at which time. Immutable once made. */
public final class Timeline {
    private final List<Phase> phases;
    private final Map<String, TreeMap<Long, Event.ServerStarted>> starts = new LinkedHashMap<>();

    private Timeline(List<Phase> phases) {
        this.phases = List.copyOf(phases);
    }

    /**
     * Reads the events.
     *
     * @param end last moment of the record: a phase that never ended ends there
     */
    static Timeline of(List<Event> events, long end) {
        Map<Integer, Long> ended = new HashMap<>();
        for (Event event : events) {
            if (event instanceof Event.PhaseEnded e) {
                ended.put(e.index(), e.at());
            }
        }
        List<Phase> phases = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.PhaseBegan b) {
                Span span = Span.between(b.at(), ended.getOrDefault(b.index(), end));
                phases.add(new Phase(b.index(), b.name(), b.mix(), b.liveness(), b.leastOperations(), span));
            }
        }
        Timeline timeline = new Timeline(phases);
        for (Event event : events) {
            if (event instanceof Event.ServerStarted s) {
                timeline.starts.computeIfAbsent(s.server(), key -> new TreeMap<>()).put(s.at(), s);
            }
        }
        return timeline;
    }

    /** In the order they were run. */
    public List<Phase> phases() {
        return phases;
    }

    /** The phase of that index, if it was reached. */
    public Optional<Phase> phase(int index) {
        return phases.stream().filter(p -> p.index() == index).findFirst();
    }

    /** The phase that a moment lies in. */
    public Optional<Phase> phaseAt(long at) {
        return phases.stream().filter(p -> p.span().holds(at)).findFirst();
    }

    /** The index of the phase in which the whole span lies, or -1. */
    public int phaseOf(Span span) {
        return phases.stream().filter(p -> p.span().holds(span)).mapToInt(Phase::index).findFirst().orElse(-1);
    }

    /** The release that a server ran, or was last started as, at a time; empty when it had never been started. */
    public String releaseAt(String server, long at) {
        TreeMap<Long, Event.ServerStarted> lives = starts.get(server);
        if (lives == null) {
            return "";
        }
        Map.Entry<Long, Event.ServerStarted> life = lives.floorEntry(at);
        return life == null ? "" : life.getValue().release();
    }

    /** Every start of every server. */
    public List<Event.ServerStarted> starts() {
        return starts.values().stream().flatMap(lives -> lives.values().stream()).toList();
    }

    /** The names of all servers that were ever started, in that order. */
    public List<String> servers() {
        return List.copyOf(starts.keySet());
    }

    /** From the first moment of the first phase to the last moment of the last one; empty when there was no phase. */
    public Optional<Span> load() {
        return phases.isEmpty()
                ? Optional.empty()
                : Optional.of(Span.between(
                        phases.getFirst().span().from(), phases.getLast().span().to()));
    }
}
