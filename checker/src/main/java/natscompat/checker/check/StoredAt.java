package natscompat.checker.check;

import java.util.List;
import java.util.function.Function;
import natscompat.checker.index.ReadLog;
import natscompat.model.history.Operation;

/**
 * What the complete final reads of one stream have to say about an operation: only a witness that stands in them confirms a
 * finding (SEMANTICS.md 3). Immutable.
 *
 * @param reads the complete final reads, one a leader
 */
record StoredAt(List<ReadLog> reads) {
    /**
     * Whether something else is stored at its sequence than an acknowledged write, a delivery or another final read says. A
     * get is no such witness: it may have seen what no majority ever had (ADR-31 promises little there).
     *
     * @param what of the two is compared; what is empty is not
     */
    boolean contradicts(Operation op, Function<Operation, String> what) {
        return witness(op) && reads.stream()
                .flatMap(read -> read.at(op.sequence()).stream())
                .map(what)
                .anyMatch(there -> !there.isEmpty() && !there.equals(what.apply(op)));
    }

    /** Whether its payload is stored at its sequence. */
    boolean holds(Operation op) {
        return reads.stream()
                .flatMap(read -> read.at(op.sequence()).stream())
                .anyMatch(there -> there.value().equals(op.value()));
    }

    private boolean witness(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, MARKER, KV_CREATE, KV_UPDATE, DELIVER -> op.ok();
            case FINAL_READ -> reads.stream().anyMatch(read -> read.at(op.sequence()).filter(op::equals).isPresent());
            case ACK, KV_GET, KV_LEADER_GET, STREAM_CREATE, STREAM_DELETE, STREAM_LIST, LAST_LIST, CONSUMER_CREATE,
                    BUCKET_CREATE, FINAL_EXISTS -> false;
        };
    }
}
