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

    History only(String workload) {
        return new History(all.stream().filter(o -> o.workload().equals(workload)).toList(), remarks);
    }

    /** Another client changed the key between the read and the write, or is about to (facts nats.md 5.3). */
    static boolean lostARace(Operation o) {
        return o.kind() == OperationKind.KV_UPDATE && (o.error().contains("10071") || o.error().contains("10164"));
    }

    List<Operation> notOk() {
        return all.stream().filter(o -> !o.ok()).toList();
    }

    long count(OperationKind kind, Outcome outcome) {
        return of(kind).stream().filter(o -> o.outcome() == outcome).count();
    }

    Set<String> keys(OperationKind kind) {
        return of(kind).stream().map(Operation::key).collect(Collectors.toSet());
    }

    Set<String> keys(OperationKind kind, Outcome outcome) {
        return of(kind).stream().filter(o -> o.outcome() == outcome).map(Operation::key).collect(Collectors.toSet());
    }

    Set<String> assets(OperationKind kind, Outcome outcome) {
        return of(kind).stream().filter(o -> o.outcome() == outcome).map(Operation::asset).collect(Collectors.toSet());
    }

    Set<String> clientServers() {
        return all.stream().map(Operation::server).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        Map<OperationKind, Map<Outcome, Long>> counts = all.stream().collect(Collectors.groupingBy(Operation::kind,
                TreeMap::new, Collectors.groupingBy(Operation::outcome, TreeMap::new, Collectors.counting())));
        return counts + " " + remarks;
    }
}
