package natscompat.checker.story;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.checker.CellEvidence;
import natscompat.checker.check.Checks;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Cell;
import natscompat.model.verdict.Finding;

/**
 * A history told in a few lines. Names: stream {@code S}, consumer {@code S/c}, bucket {@code B} (stream {@code KV_B}),
 * servers n1 to n3. Times are in milliseconds. A message's payload is {@code p-} and its id unless said otherwise.
 */
public final class Story {
    /** When settling is over. */
    public static final long SETTLED = 80_000;

    private final List<Op> operations = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Cell cell;
    private Catalog catalog = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());

    private Story(Cell cell) {
        this.cell = cell;
    }

    /** An upgrade: phases at 0, 25 and 50 s, each of 20 s; settled well at 80 s. */
    public static Story upgrade() {
        Story story = new Story(Cells.upgrade());
        for (int i = 0; i < 3; i++) {
            long from = 25_000L * i;
            List<String> mix = i == 0
                    ? List.of(Cells.OLD, Cells.OLD, Cells.OLD)
                    : List.of(i == 1 ? Cells.OLD : Cells.NEW, i == 1 ? Cells.OLD : Cells.NEW, Cells.NEW);
            story.event(new Event.PhaseBegan(ms(from), i, "phase " + i, mix, true, 10));
            story.event(new Event.PhaseEnded(ms(from + 20_000), i));
        }
        return story;
    }

    /** The same, settled. */
    public static Story settled() {
        return upgrade().event(new Event.Settled(ms(SETTLED), true, 2000, ""));
    }

    /** Milliseconds as the clock of the cell counts. */
    public static long ms(long milliseconds) {
        return milliseconds * Span.MILLISECOND;
    }

    /** In another cell. */
    public Story in(Cell other) {
        cell = other;
        return this;
    }

    /** Where there is one kind of fault, which harms what its targets store. */
    public Story harming(String fault) {
        FaultType type = new FaultType(fault, "harms a store", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.STORE);
        catalog = new Catalog(List.of(), List.of(), List.of(type), List.of(), List.of());
        return this;
    }

    /** Where there is one kind of fault, which needs the link proxy. */
    public Story link(String fault, Damage damage) {
        FaultType type =
                new FaultType(fault, "changes links", "2.9.0", Set.of("link-proxy"), Duration.ofSeconds(60), damage);
        catalog = new Catalog(List.of(), List.of(), List.of(type), List.of(), List.of());
        return this;
    }

    /** Something happened. */
    public Story event(Event event) {
        events.add(event);
        return this;
    }

    /** Takes back what was said of one type of event. */
    public Story forget(Class<? extends Event> type) {
        events.removeIf(type::isInstance);
        return this;
    }

    /** An operation, to be told further; one after the other by its time. */
    public Op op(OperationKind kind, String workload, String asset) {
        Op op = new Op(operations.size() + 1L, kind, workload, asset);
        operations.add(op);
        return op;
    }

    /** A publish to S. */
    public Op publish(String id) {
        return op(OperationKind.PUBLISH, "durable-pull-consumer", "S").key(id).value("p-" + id);
    }

    /** A delivery by S/c. */
    public Op deliver(String id, long sequence) {
        return op(OperationKind.DELIVER, "durable-pull-consumer", "S/c").key(id).value("p-" + id).seq(sequence).count(1);
    }

    /** A confirmed acknowledgement to S/c. */
    public Op ack(String id, long sequence) {
        return op(OperationKind.ACK, "durable-pull-consumer", "S/c").key(id).seq(sequence);
    }

    /** An update of a key of B. */
    public Op update(String key, long expected, String id) {
        return op(OperationKind.KV_UPDATE, "kv-cas", "B").key(key).value("p-" + id).expecting(expected).note(id);
    }

    /** A create of a key of B. */
    public Op create(String key, String id) {
        return op(OperationKind.KV_CREATE, "kv-cas", "B").key(key).value("p-" + id).note(id);
    }

    /** A read of a key through the leader; 0 for nothing. */
    public Op leaderGet(String key, long revision, String id) {
        return op(OperationKind.KV_LEADER_GET, "kv-cas", "B").key(key).value(revision == 0 ? "" : "p-" + id).seq(revision);
    }

    /** A whole read of S through one leader: {@code sequence:id}. */
    public Story read(String leader, String... messages) {
        return readOf("S", leader, messages.length, entry -> "S.load", messages);
    }

    /** A read of S that was broken off. */
    public Story readBrokenOff(String leader, String... messages) {
        return readOf("S", leader, messages.length + 5, entry -> "S.load", messages);
    }

    /** Whole reads of B through all three leaders: {@code revision:key:id}. */
    public Story readBucket(String... entries) {
        for (String leader : List.of("n1", "n2", "n3")) {
            readOf("KV_B", leader, entries.length, entry -> "$KV.B." + entry, entries);
        }
        return this;
    }

    /** Whole reads of S through all three leaders. */
    public Story readAll(String... messages) {
        return read("n1", messages).read("n2", messages).read("n3", messages);
    }

    private Story readOf(String stream, String leader, int says, Function<String, String> subject, String... messages) {
        long at = SETTLED + 1000;
        String workload = stream.startsWith("KV_") ? "kv-cas" : "durable-pull-consumer";
        for (String message : messages) {
            String[] parts = message.split(":", -1);
            boolean bucket = parts.length == 3;
            op(OperationKind.FINAL_READ, workload, stream)
                    .seq(Long.parseLong(parts[0]))
                    .key(bucket ? "" : parts[1])
                    .value("p-" + parts[bucket ? 2 : 1])
                    .note(subject.apply(parts[1]))
                    .leader(leader)
                    .at(at, at);
        }
        op(OperationKind.FINAL_READ, workload, stream).count(says).leader(leader).at(at, at);
        return this;
    }

    /** A fault in one of its states. */
    public Story fault(long at, String id, String fault, FaultState state, String target) {
        return event(new Event.Fault(ms(at), id, "mode", fault, state, "any", List.of(target), List.of(Cells.OLD), ""));
    }

    /** As recorded, operations in the order of completion. */
    public CellEvidence told() {
        List<Operation> done = operations.stream()
                .map(Op::told)
                .sorted(Comparator.comparingLong(Operation::completed))
                .toList();
        List<Event> happened = events.stream().sorted(Comparator.comparingLong(Event::at)).toList();
        return new CellEvidence(cell, done, happened, List.of(Cells.built(Cells.OLD), Cells.built(Cells.NEW)));
    }

    /** The evidence, looked up. */
    public Index index() {
        CellEvidence told = told();
        return Index.of(told.cell(), told.operations(), told.events(), catalog);
    }

    /** What one check finds. */
    public List<Finding> findings(String check) {
        return Checks.all().stream()
                .filter(c -> c.type().name().equals(check))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no check " + check))
                .findings(index());
    }

    /** The anomalies that one check finds, {@code !} behind the confirmed ones. */
    public Set<String> anomalies(String check) {
        return findings(check).stream()
                .map(f -> f.summary().substring(0, f.summary().indexOf(':')) + (f.confirmed() ? "!" : ""))
                .collect(Collectors.toSet());
    }
}
