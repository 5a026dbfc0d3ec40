package natscompat.checker.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.index.BucketLog;
import natscompat.checker.index.Index;
import natscompat.checker.index.ReadLog;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;

/**
 * Acknowledged revisions of a key are read back with their payload (unless newer ones have pushed them out), refused ones
 * are not there, and a read through a leader that had led all the time sees at least what was acknowledged or read
 * before it began. Around a change of leader, where a deposed one may answer, and for plain gets, which any replica may
 * answer, age is not judged: NATS promises nothing there.
 */
final class KvHistory implements Check {
    /** A change of leader is told late, by a poll or an advisory. */
    private static final long CALM = 5 * Span.SECOND;

    private static final Anomaly LOST = new Anomaly("lost", "an acknowledged revision is not read back");
    private static final Anomaly CHANGED =
            new Anomaly("changed", "something else is stored at an acknowledged revision");
    private static final Anomaly ABORTED_READ = new Anomaly("aborted read", "a refused write is stored");
    private static final Anomaly STALE =
            new Anomaly("stale", "a read through the leader saw less than was acknowledged before it began");

    @Override
    public Promise promise() {
        return new Promise(
                "kv-history",
                "An acknowledged revision of a key stays stored until newer ones push it out, and a settled leader reads it",
                PromiseKind.SAFETY,
                "ADR-8, consistency guarantees: read-after-write through the leader; NATS docs, Key/Value Store");
    }

    @Override
    public String line() {
        return "compares acknowledged revisions with what each leader reads back, and leader reads with what came before";
    }

    @Override
    public List<String> workloads() {
        return List.of("kv-cas");
    }

    @Override
    public void look(Index index, Reds reds) {
        for (BucketLog log : BucketLog.all(index)) {
            index.unreadThrough(Streams.ofBucket(log.bucket())).forEach(reds::unproven);
            log.writes().values().forEach(writes -> writes.forEach(op -> {
                if (op.ok()) {
                    kept(index, reds, log, op);
                } else if (index.deposed().certainlyFailed(op)) {
                    refused(reds, log, op);
                }
            }));
            fresh(index, reds, log.bucket());
        }
    }

    private static void kept(Index index, Reds reds, BucketLog log, Operation op) {
        boolean inNone = log.reads().stream()
                .allMatch(r -> r.at(op.sequence()).isEmpty() && !r.endsBefore(op.sequence()));
        for (int i = 0; i < log.reads().size(); i++) {
            ReadLog read = log.reads().get(i);
            if (op.completed() > read.began()) {
                continue; // A cluster that does not settle may be read while clients still write.
            }
            Span span = Span.between(op.completed(), read.at());
            Optional<Operation> stored = read.at(op.sequence());
            if (stored.isEmpty() && !log.mayBeGone(i, op.key(), op.sequence())) {
                reds.add(LOST, op, span, index.settledWell() || inNone, () ->
                        "revision %d of %s (%s) was acknowledged; the read of %s through %s lacks it"
                                .formatted(op.sequence(), op.key(), op.note(), log.bucket(), read.leader()));
                return;
            }
            if (stored.isPresent() && !stored.get().value().equals(op.value()) && !op.value().isEmpty()) {
                reds.add(CHANGED, op, span, true, () ->
                        "revision %d of %s was acknowledged with %s; through %s there is %s of %s"
                                .formatted(op.sequence(), op.key(), op.value(), read.leader(),
                                        stored.get().value(), Streams.keyOf(stored.get().note())));
                return;
            }
        }
    }

    private static void refused(Reds reds, BucketLog log, Operation op) {
        log.storedAs(op).stream().findFirst().ifPresent(entry ->
                reds.add(ABORTED_READ, op, Span.between(op.completed(), entry.completed()), true, () ->
                        "%s of %s was refused (%s) and is stored as revision %d, read through %s"
                                .formatted(op.note(), op.key(), op.error(), entry.sequence(), entry.leader())));
    }

    /** Whether one server led from well before the known revision to well after the read, as far as anybody could see. */
    private static boolean oneLeader(Index index, String bucket, Operation known, Operation read) {
        long from = Math.max(0, known.invoked() - CALM);
        long to = Math.min(index.end(), read.completed() + CALM);
        return index.leaders()
                .during("stream:" + Streams.ofBucket(bucket), Span.between(from, to))
                .isPresent();
    }

    /** Sweeps by time: at each leader read, the highest revision of its key known before it began. */
    private static void fresh(Index index, Reds reds, String bucket) {
        List<Operation> seen = new ArrayList<>(index.operations(
                OperationKind.KV_CREATE, OperationKind.KV_UPDATE, OperationKind.KV_LEADER_GET));
        seen.removeIf(op -> !op.ok() || !op.asset().equals(bucket));
        List<Operation> reads = new ArrayList<>(seen);
        reads.removeIf(op -> op.kind() != OperationKind.KV_LEADER_GET);
        reads.sort(Comparator.comparingLong(Operation::invoked));
        Map<String, Operation> newest = new HashMap<>();
        int done = 0;
        for (Operation read : reads) {
            while (done < seen.size() && seen.get(done).completed() < read.invoked()) {
                newest.merge(seen.get(done).key(), seen.get(done), (one, other) ->
                        other.sequence() > one.sequence() ? other : one);
                done++;
            }
            Operation known = newest.get(read.key());
            if (known != null
                    && read.sequence() < known.sequence()
                    && oneLeader(index, bucket, known, read)
                    && !index.deposed().mayAnswer(read)) {
                reds.add(STALE, read, Span.between(known.completed(), read.completed()), false, () ->
                        "%s was at revision %d before the read began (%s of %s); the leader answered %s"
                                .formatted(read.key(), known.sequence(), known.note(), known.client(),
                                        read.sequence() == 0 ? "nothing" : "revision " + read.sequence()));
            }
        }
    }
}
