package natscompat.checker.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.index.BucketLog;
import natscompat.checker.index.Index;
import natscompat.checker.index.Refusals;
import natscompat.checker.index.Span;
import natscompat.checker.index.Streams;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;

/**
 * An update that succeeded came directly after the revision that it demanded; one that was refused (10071) met another
 * revision at some moment of its interval. A refusal is a finding only where the stored log shows that the demanded
 * revision was current all the time: the next one was not even sent before the refusal had come back, and no write of
 * unknown outcome on the same revision was under way.
 */
final class CompareAndSet implements Check {
    private static final Anomaly LOST_UPDATE =
            new Anomaly("lost update", "an update took effect on another revision than it demanded");
    private static final Anomaly TWICE = new Anomaly("duplicate", "one compare-and-set took effect twice");
    private static final Anomaly REFUSED =
            new Anomaly("refused", "an update was refused although the revision that it demanded was current");

    @Override
    public Promise promise() {
        return new Promise(
                "compare-and-set",
                "An update takes effect exactly when the revision that it demands is current",
                PromiseKind.SAFETY,
                "NATS docs, Key/Value Store: update with the expected revision; ADR-8");
    }

    @Override
    public String line() {
        return "compares each update's demanded revision with its predecessor in the stored log";
    }

    @Override
    public List<String> workloads() {
        return List.of("kv-cas");
    }

    @Override
    public void look(Index index, Reds reds) {
        for (BucketLog log : BucketLog.all(index)) {
            index.unreadThrough(Streams.ofBucket(log.bucket())).forEach(reds::unproven);
            boolean stored = !log.reads().isEmpty();
            log.writes().forEach((key, writes) -> {
                sameDemand(reds, log, writes);
                for (Operation op : writes) {
                    succeeded(reds, log, op, stored);
                    if (stored && Refusals.wrongLastSequence(op) && !index.deposed().mayAnswer(op)) {
                        refused(reds, log, op);
                    }
                }
            });
        }
    }

    /** Two updates of one key that both succeeded cannot have demanded the same revision. */
    private static void sameDemand(Reds reds, BucketLog log, List<Operation> writes) {
        Map<Long, Operation> byDemand = new HashMap<>();
        for (Operation op : writes) {
            if (op.ok() && op.kind() == OperationKind.KV_UPDATE) {
                Operation other = byDemand.putIfAbsent(op.expected(), op);
                if (other != null && other.sequence() != op.sequence()) {
                    boolean confirmed = log.stores(other, other.sequence()) && log.stores(op, op.sequence());
                    reds.add(LOST_UPDATE, other, Span.between(other.invoked(), op.completed()), confirmed, () ->
                            "two updates of %s demanded revision %d and both succeeded, as %d (%s) and %d (%s)"
                                    .formatted(op.key(), op.expected(), other.sequence(), other.client(), op.sequence(),
                                            op.client()));
                }
            }
        }
    }

    private static void succeeded(Reds reds, BucketLog log, Operation op, boolean stored) {
        List<Operation> entries = log.storedAs(op);
        if (entries.size() > 1) {
            reds.add(TWICE, op, Span.between(op.invoked(), entries.getLast().completed()), true, () ->
                    "%s of %s, demanding revision %d, is stored as revisions %d and %d"
                            .formatted(op.note(), op.key(), op.expected(), entries.getFirst().sequence(),
                                    entries.getLast().sequence()));
            return;
        }
        long revision = op.ok() ? op.sequence() : entries.isEmpty() ? 0 : entries.getFirst().sequence();
        if (revision == 0 || op.outcome() == Outcome.FAIL) {
            return;
        }
        long before = log.before(op.key(), revision);
        boolean known = log.knows(op.key(), op.expected()) || !log.forgotten(op.key(), op.expected());
        if (before > op.expected() || (stored && known && before < op.expected())) {
            boolean confirmed = log.stores(op, revision) && (before <= op.expected() || log.stores(op.key(), before));
            reds.add(LOST_UPDATE, op, Span.between(op.invoked(), op.completed()), confirmed, () ->
                    "%s became revision %d of %s demanding revision %d, but the one before it is %d"
                            .formatted(op.note(), revision, op.key(), op.expected(), before));
        }
    }

    private static void refused(Reds reds, BucketLog log, Operation op) {
        if (op.expected() > 0 && !log.knows(op.key(), op.expected())) {
            return;
        }
        Optional<Long> next = log.after(op.key(), op.expected());
        boolean superseded = next.isPresent()
                && log.writer(op.key(), next.get())
                        .map(writer -> writer.invoked() <= op.completed())
                        .orElse(true);
        if (superseded || log.maybeWritten(op.key(), op.expected(), op.completed()) || log.maybeInFlight(op)) {
            return;
        }
        reds.add(REFUSED, op, Span.between(op.invoked(), op.completed()), false, () ->
                "an update of %s demanding revision %d was refused (%s); that revision was current: the next one, %s"
                        .formatted(op.key(), op.expected(), op.error(),
                                next.map(r -> r + ", was sent later").orElse("there is none")));
    }
}
