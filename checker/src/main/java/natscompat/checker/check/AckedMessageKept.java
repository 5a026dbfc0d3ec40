package natscompat.checker.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.index.Index;
import natscompat.checker.index.ReadLog;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * Every acknowledged message is read back at its sequence with its payload through every leader, and what certainly did
 * nothing is not there. A leader whose read is missing or broken off shows no loss: it leaves the promise unproven. A
 * marker is compared where its stream was read; streams that only got a marker need not be.
 */
final class AckedMessageKept implements Check {
    private static final Anomaly LOST = new Anomaly("lost", "an acknowledged message is not read back");
    private static final Anomaly CHANGED =
            new Anomaly("changed", "something else is stored at the sequence of an acknowledged message");
    private static final Anomaly ABORTED_READ =
            new Anomaly("aborted read", "a message whose publish was refused is stored");

    @Override
    public Promise promise() {
        return new Promise(
                "acked-message-kept",
                "A message whose publish was acknowledged stays stored while a majority of its peers keeps its disk",
                PromiseKind.SAFETY,
                "NATS docs, Replication and R=3: a write is acknowledged once a quorum has it");
    }

    @Override
    public String line() {
        return "compares every acknowledged publish with what every possible leader reads back";
    }

    @Override
    public void look(Index index, Reds reds) {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (Operation op : index.operations(OperationKind.PUBLISH, OperationKind.MARKER)) {
            if (op.ok() && op.sequence() > 0 && !Streams.isBucket(op.asset())) {
                kept(index, reds, op);
            }
            if (!index.deposed().certainlyFailed(op)) {
                known.computeIfAbsent(op.asset(), key -> new HashSet<>()).add(op.key());
            }
        }
        index.operations(OperationKind.PUBLISH).stream()
                .map(Operation::asset)
                .distinct()
                .forEach(stream -> index.unreadThrough(stream).forEach(reds::unproven));
        refused(index, reds, known);
    }

    private static void kept(Index index, Reds reds, Operation op) {
        // A cluster that does not settle may be read while clients still write.
        List<ReadLog> complete = index.reads().complete(op.asset()).stream()
                .filter(log -> op.completed() <= log.began())
                .toList();
        long missing = complete.stream()
                .filter(log -> log.at(op.sequence()).isEmpty())
                .count();
        boolean beyond = complete.stream().anyMatch(log -> log.endsBefore(op.sequence()));
        boolean confirmed = index.settledWell() || (missing == complete.size() && !beyond);
        for (ReadLog log : complete) {
            Optional<Operation> stored = log.at(op.sequence());
            Span span = Span.between(op.completed(), log.at());
            if (stored.isEmpty()) {
                reds.add(LOST, op, span, confirmed, () ->
                        "%s was acknowledged at sequence %d of %s; the read through %s (%d messages) lacks it%s"
                                .formatted(op.key(), op.sequence(), op.asset(), log.leader(), log.messages().size(),
                                        where(log, op)));
                return;
            }
            if (differs(op.value(), stored.get().value()) || differs(op.key(), stored.get().key())) {
                reds.add(CHANGED, op, span, true, () ->
                        "%s (%s) was acknowledged at sequence %d of %s; through %s there is %s (%s)"
                                .formatted(op.key(), op.value(), op.sequence(), op.asset(), log.leader(),
                                        stored.get().key(), stored.get().value()));
                return;
            }
        }
    }

    /** Where in the log the hole is: a lost end may be another cause than a lost beginning or middle. */
    private static String where(ReadLog log, Operation op) {
        if (log.messages().isEmpty()) {
            return ", nothing is there";
        }
        if (op.sequence() > log.messages().lastKey()) {
            return ", it ends at " + log.messages().lastKey();
        }
        return op.sequence() < log.messages().firstKey()
                ? ", it begins at " + log.messages().firstKey()
                : ", others before and after it are there";
    }

    private static void refused(Index index, Reds reds, Map<String, Set<String>> known) {
        Map<String, Operation> refused = new LinkedHashMap<>();
        for (Operation op : index.operations(OperationKind.PUBLISH)) {
            if (index.deposed().certainlyFailed(op)
                    && !op.key().isEmpty()
                    && !known.getOrDefault(op.asset(), Set.of()).contains(op.key())) {
                refused.put(op.asset() + "\n" + op.key(), op);
            }
        }
        if (refused.isEmpty()) {
            return;
        }
        for (Operation read : index.operations(OperationKind.FINAL_READ)) {
            Operation op = refused.remove(read.asset() + "\n" + read.key());
            if (op != null) {
                reds.add(ABORTED_READ, op, Span.between(op.completed(), read.completed()), true, () ->
                        "%s was refused (%s) and is stored at sequence %d of %s, read through %s"
                                .formatted(op.key(), op.error(), read.sequence(), read.asset(), read.leader()));
            }
        }
    }

    private static boolean differs(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }
}
