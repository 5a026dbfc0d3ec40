package natscompat.workloads.real;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;

/** A recorded history, with the questions that tests ask. */
record History(List<Operation> all, List<String> remarks) {
    List<Operation> of(OperationKind kind) {
        return all.stream().filter(o -> o.kind() == kind).toList();
    }

    long count(OperationKind kind, Outcome outcome) {
        return of(kind).stream().filter(o -> o.outcome() == outcome).count();
    }

    Set<String> keys(OperationKind kind) {
        return of(kind).stream().map(Operation::key).collect(Collectors.toSet());
    }

    Set<String> clientServers() {
        return all.stream().map(Operation::server).collect(Collectors.toSet());
    }

    /** Complete final reads: those with their closing record. */
    long completeReads() {
        return of(OperationKind.FINAL_READ).stream().filter(o -> o.ok() && o.sequence() == 0).count();
    }

    @Override
    public String toString() {
        Map<OperationKind, Map<Outcome, Long>> counts = all.stream().collect(Collectors.groupingBy(Operation::kind,
                TreeMap::new, Collectors.groupingBy(Operation::outcome, TreeMap::new, Collectors.counting())));
        return counts + " " + remarks;
    }
}
