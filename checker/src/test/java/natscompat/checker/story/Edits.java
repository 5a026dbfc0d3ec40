package natscompat.checker.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import natscompat.checker.CellEvidence;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Cell;
import natscompat.model.release.BuiltRelease;

/** Changes to recorded evidence. Stateless. */
public final class Edits {
    private Edits() {}

    /** Without some operations. */
    public static CellEvidence without(CellEvidence evidence, Predicate<Operation> which) {
        return new CellEvidence(
                evidence.cell(),
                evidence.operations().stream().filter(which.negate()).toList(),
                evidence.events(),
                evidence.releases());
    }

    /** Without some events. */
    public static CellEvidence withoutEvents(CellEvidence evidence, Predicate<Event> which) {
        return new CellEvidence(
                evidence.cell(),
                evidence.operations(),
                evidence.events().stream().filter(which.negate()).toList(),
                evidence.releases());
    }

    /** With one more event. */
    public static CellEvidence with(CellEvidence evidence, Event event) {
        List<Event> events = new ArrayList<>(evidence.events());
        events.add(event);
        return new CellEvidence(evidence.cell(), evidence.operations(), events, evidence.releases());
    }

    /** With one more operation directly before one that is there. */
    public static CellEvidence before(CellEvidence evidence, Operation there, Operation added) {
        List<Operation> operations = new ArrayList<>(evidence.operations());
        operations.add(operations.indexOf(there), added);
        return new CellEvidence(evidence.cell(), operations, evidence.events(), evidence.releases());
    }

    /** With some operations changed. */
    public static CellEvidence change(CellEvidence evidence, Function<Operation, Operation> how) {
        return new CellEvidence(
                evidence.cell(), evidence.operations().stream().map(how).toList(), evidence.events(), evidence.releases());
    }

    /** With some events changed. */
    public static CellEvidence changeEvents(CellEvidence evidence, Function<Event, Event> how) {
        return new CellEvidence(
                evidence.cell(),
                evidence.operations(),
                evidence.events().stream().map(how).toList(),
                evidence.releases());
    }

    /** The same in another cell. */
    public static CellEvidence in(Cell cell, CellEvidence evidence) {
        return new CellEvidence(cell, evidence.operations(), evidence.events(), evidence.releases());
    }

    /** With other releases built. */
    public static CellEvidence built(CellEvidence evidence, List<BuiltRelease> releases) {
        return new CellEvidence(evidence.cell(), evidence.operations(), evidence.events(), releases);
    }

    /** Another sequence. */
    public static Operation seq(Operation o, long sequence) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                sequence, o.expected(), o.count(), o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Another payload. */
    public static Operation value(Operation o, String value) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), value,
                o.sequence(), o.expected(), o.count(), o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Another demanded revision. */
    public static Operation expecting(Operation o, long expected) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), expected, o.count(), o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Another count. */
    public static Operation count(Operation o, long count) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), o.expected(), count, o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Through another server. */
    public static Operation through(Operation o, String server) {
        return new Operation(o.id(), o.workload(), o.client(), server, o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), o.expected(), o.count(), o.leader(), o.note(), o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Another note. */
    public static Operation note(Operation o, String note) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), o.expected(), o.count(), o.leader(), note, o.invoked(), o.completed(), o.outcome(),
                o.attempts(), o.error());
    }

    /** Other times, in nanoseconds. */
    public static Operation at(Operation o, long invoked, long completed) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                o.sequence(), o.expected(), o.count(), o.leader(), o.note(), invoked, completed, o.outcome(),
                o.attempts(), o.error());
    }

    /** Another outcome and error, from one attempt. */
    public static Operation ended(Operation o, Outcome outcome, String error) {
        return new Operation(o.id(), o.workload(), o.client(), o.server(), o.kind(), o.asset(), o.key(), o.value(),
                outcome == Outcome.OK ? o.sequence() : 0, o.expected(), o.count(), o.leader(), o.note(), o.invoked(),
                o.completed(), outcome, List.of(), error);
    }

    /** Whether it is a message of a final read, not its end. */
    public static boolean readsMessage(Operation o) {
        return o.kind() == OperationKind.FINAL_READ && o.sequence() > 0;
    }
}
