package natscompat.checker.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Cell;

/** The evidence of one cell with everything that checks look up, computed once. Immutable. */
public final class Index {
    private final Cell cell;
    private final List<Operation> operations;
    private final List<Event> written;
    private final Map<OperationKind, List<Operation>> byKind = new EnumMap<>(OperationKind.class);
    private final Timeline timeline;
    private final Stalls stalls;
    private final FaultWindows faults;
    private final Leaders leaders;
    private final Deposed deposed;
    private final Demand demand;
    private final Steps steps;
    private final FinalReads reads;
    private final Replicas replicas;
    private final long end;

    private Index(Cell cell, List<Operation> operations, List<Event> written, Catalog catalog) {
        this.cell = cell;
        this.operations = List.copyOf(operations);
        this.written = List.copyOf(written);
        List<Event> events = written.stream()
                .sorted(Comparator.comparingLong(Event::at))
                .toList();
        end = Math.max(
                events.isEmpty() ? 0 : events.getLast().at(),
                operations.stream().mapToLong(Operation::completed).max().orElse(0));
        timeline = Timeline.of(events, end);
        stalls = new Stalls(events);
        faults = new FaultWindows(events, catalog, end);
        leaders = new Leaders(events, timeline, end);
        deposed = new Deposed(faults, leaders, end);
        demand = Demand.of(cell, events, timeline, faults);
        steps = new Steps(cell, events);
        reads = new FinalReads(operations);
        replicas = new Replicas(events);
        for (Operation op : operations) {
            byKind.computeIfAbsent(op.kind(), key -> new ArrayList<>()).add(op);
        }
    }

    /**
     * Looks through the evidence once.
     *
     * @param cell what was planned
     * @param operations in the order of completion
     * @param events in the order they were written
     * @param catalog says which faults are faults of links
     */
    public static Index of(Cell cell, List<Operation> operations, List<Event> events, Catalog catalog) {
        return new Index(cell, operations, events, catalog);
    }

    /** What was planned. */
    public Cell cell() {
        return cell;
    }

    /** All operations in the order of completion. */
    public List<Operation> operations() {
        return operations;
    }

    /** The operations of some kinds, in the order of completion. */
    public List<Operation> operations(OperationKind... kinds) {
        if (kinds.length == 1) {
            return byKind.getOrDefault(kinds[0], List.of());
        }
        List<Operation> all = new ArrayList<>();
        for (OperationKind kind : kinds) {
            all.addAll(byKind.getOrDefault(kind, List.of()));
        }
        all.sort(Comparator.comparingLong(Operation::completed));
        return all;
    }

    /** The events of one type, in the order they were written. */
    public <T extends Event> List<T> events(Class<T> type) {
        return written.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Phases and releases. */
    public Timeline timeline() {
        return timeline;
    }

    /** Stalls of ours and of servers. */
    public Stalls stalls() {
        return stalls;
    }

    /** Open faults and servers out. */
    public FaultWindows faults() {
        return faults;
    }

    /** Who led what. */
    public Leaders leaders() {
        return leaders;
    }

    /** Whose answers may be those of a server that led no more. */
    public Deposed deposed() {
        return deposed;
    }

    /** When operations had to succeed. */
    public Demand demand() {
        return demand;
    }

    /** How steps ended. */
    public Steps steps() {
        return steps;
    }

    /** What was read back after settling. */
    public FinalReads reads() {
        return reads;
    }

    /** What servers say they store after settling. */
    public Replicas replicas() {
        return replicas;
    }

    /** How settling went; empty when the cell never came to it. */
    public Optional<Event.Settled> settled() {
        List<Event.Settled> all = events(Event.Settled.class);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** Whether all replicas came to agree: what is read after that is stored evidence. */
    public boolean settledWell() {
        return settled().map(Event.Settled::ok).orElse(false);
    }

    /** The last moment of the record. */
    public long end() {
        return end;
    }

    /** Why a stream's final reads are not the whole story, in words: leaders whose read is missing or broken off. */
    public List<String> unreadThrough(String stream) {
        List<String> why = new ArrayList<>();
        List<ReadLog> complete = reads.complete(stream);
        List<String> expected = replicas.servers(stream);
        for (String server : expected) {
            if (complete.stream().noneMatch(log -> log.leader().equals(server))) {
                why.add("no complete final read of " + stream + " through " + server);
            }
        }
        int replicas = Math.min(cell().dimensions().replicas(), cell().dimensions().servers());
        if (expected.isEmpty() && complete.size() < replicas) {
            why.add("only " + complete.size() + " of " + replicas + " complete final reads of " + stream);
        }
        return why;
    }
}
