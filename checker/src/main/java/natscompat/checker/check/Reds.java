package natscompat.checker.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.history.Operation;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Witness;

/**
 * Collects what breaks one promise: one finding for each anomaly, workload, strength and phase, with their number and the
 * first of them. By phase, since the phase says which release ran alone then: what one release did by itself must not
 * stand for what came later in a mix (docs/adr/0023). A liveness or timing finding that overlaps a stall of more than
 * 500 ms is none (SEMANTICS.md 3); it is kept apart as excused. Not thread-safe.
 */
public final class Reds {
    private final String check;
    private final Promise promise;
    private final Index index;
    private final Map<Group, Tally> tallies = new LinkedHashMap<>();
    private final Set<String> unproven = new LinkedHashSet<>();
    private final List<String> excused = new ArrayList<>();

    /** {@code phase} is -1 where the case does not lie in one. */
    private record Group(Anomaly anomaly, String workload, boolean confirmed, int phase) {}

    private record Case(Span span, long operation, String client, String server, Supplier<String> text) {}

    private static final class Tally {
        private final Case first;
        private final long count;

        Tally(Case first, long count) {
            this.first = first;
            this.count = count;
        }

        Tally and(Case other) {
            return new Tally(other.span().from() < first.span().from() ? other : first, count + 1);
        }
    }

    /** Begins empty. */
    public Reds(Check check, Index index) {
        this.check = check.type().name();
        this.promise = check.promise();
        this.index = index;
    }

    /**
     * An operation that shows it.
     *
     * @param span from the first to the last moment that the case is made of: the acknowledgement and the read that misses it
     * @param confirmed whether what is stored shows it too
     * @param text what was expected and what was seen instead
     */
    public void add(Anomaly anomaly, Operation op, Span span, boolean confirmed, Supplier<String> text) {
        add(anomaly, op.workload(), confirmed, new Case(span, op.id(), op.client(), op.server(), text));
    }

    /** Something that shows it and is not an operation; {@code workload} and {@code server} may be empty. */
    public void add(
            Anomaly anomaly, String workload, String server, Span span, boolean confirmed, Supplier<String> text) {
        add(anomaly, workload, confirmed, new Case(span, 0, "", server, text));
    }

    /** Something that shows it while the cluster was made that this phase was to begin with; nothing confirms it. */
    void addBefore(Anomaly anomaly, int phase, Span span, Supplier<String> text) {
        add(anomaly, "", false, new Case(span, 0, "", "", text), phase);
    }

    private void add(Anomaly anomaly, String workload, boolean confirmed, Case seen) {
        add(anomaly, workload, confirmed, seen, index.timeline().phaseOf(seen.span()));
    }

    private void add(Anomaly anomaly, String workload, boolean confirmed, Case seen, int phase) {
        boolean excusable = promise.kind() == PromiseKind.LIVENESS || promise.kind() == PromiseKind.TIMING;
        if (excusable) {
            var stall = index.stalls().excusing(seen.span());
            if (stall.isPresent()) {
                excused.add("%s: %s overlaps a stall of %d ms of %s"
                        .formatted(check, seen.text().get(), stall.get().millis(), stall.get().who()));
                return;
            }
        }
        Group group = new Group(anomaly, workload, confirmed, phase);
        tallies.merge(group, new Tally(seen, 1), (before, one) -> before.and(one.first));
    }

    /** Says what the evidence does not show either way. */
    public void unproven(String what) {
        unproven.add(what);
    }

    /** What was broken. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        tallies.forEach((group, tally) -> findings.add(finding(group, tally)));
        return findings;
    }

    private Finding finding(Group group, Tally tally) {
        Case first = tally.first;
        Witness witness = new Witness(
                first.span().from(),
                first.operation(),
                first.client(),
                first.server(),
                index.timeline().releaseAt(first.server(), first.span().from()),
                group.phase(),
                first.text().get());
        String times = tally.count == 1 ? "" : " (" + tally.count + " times)";
        return new Finding(
                check,
                promise.name(),
                promise.kind(),
                group.workload(),
                group.confirmed(),
                index.cell().promises().getOrDefault(promise.name(), Standing.KEPT),
                tally.count,
                group.anomaly().name() + ": " + group.anomaly().what() + times,
                witness);
    }

    /** What is not shown, in words. */
    public List<String> unproven() {
        return List.copyOf(unproven);
    }

    /** What would have been a finding had nobody stood still, in words. */
    public List<String> excused() {
        return List.copyOf(excused);
    }
}
