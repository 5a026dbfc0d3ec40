package natscompat.checker.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * The final reads, put together: for each stream and leader the last complete read, else what there is. The operation
 * that ends a read says how many messages it had; messages before those belong to tries that were broken off. Immutable
 * once made.
 */
public final class FinalReads {
    private final Map<String, Map<String, ReadLog>> byStream = new LinkedHashMap<>();

    FinalReads(List<Operation> operations) {
        Map<String, Map<String, List<Operation>>> open = new LinkedHashMap<>();
        for (Operation op : operations) {
            if (op.kind() != OperationKind.FINAL_READ) {
                continue;
            }
            List<Operation> read = open.computeIfAbsent(op.asset(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(op.leader(), key -> new ArrayList<>());
            if (op.sequence() > 0) {
                read.add(op);
            } else {
                end(op, read);
                read.clear();
            }
        }
        open.forEach((stream, leaders) -> leaders.forEach((leader, read) -> {
            if (!read.isEmpty()) {
                keep(new ReadLog(stream, leader, false, false, byStored(read), read.getLast().completed()));
            }
        }));
    }

    private void end(Operation op, List<Operation> read) {
        boolean missing = op.note().equals("missing") || Refusals.notFound(op);
        boolean complete = missing || (op.ok() && read.size() >= op.count());
        long count = missing ? 0 : op.count();
        List<Operation> own = complete ? read.subList(read.size() - (int) count, read.size()) : read;
        keep(new ReadLog(op.asset(), op.leader(), complete, missing, byStored(own), op.completed()));
    }

    private void keep(ReadLog log) {
        byStream.computeIfAbsent(log.stream(), key -> new LinkedHashMap<>())
                .merge(log.leader(), log, (before, now) -> before.complete() && !now.complete() ? before : now);
    }

    private static NavigableMap<Long, Operation> byStored(List<Operation> read) {
        NavigableMap<Long, Operation> messages = new TreeMap<>();
        read.forEach(op -> messages.put(op.sequence(), op));
        return messages;
    }

    /** The names of all streams that somebody read. */
    public Set<String> streams() {
        return byStream.keySet();
    }

    /** Every read of that stream, complete or not. */
    public List<ReadLog> all(String stream) {
        return List.copyOf(byStream.getOrDefault(stream, Map.of()).values());
    }

    /** The complete reads of that stream, one a leader. */
    public List<ReadLog> complete(String stream) {
        return all(stream).stream().filter(ReadLog::complete).toList();
    }

    /** Whether a read ended because there was no such stream. */
    public boolean foundMissing(String stream) {
        return all(stream).stream().anyMatch(ReadLog::missing);
    }

    /** Whether a read found the stream. */
    public boolean found(String stream) {
        return complete(stream).stream().anyMatch(log -> !log.missing());
    }
}
