package natscompat.checker.verdict;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import natscompat.checker.Judgement;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.verdict.Finding;

/** When a run counts as red, as green, or as neither, for one promise (SEMANTICS.md 2 and 3). Stateless. */
public final class Redness {
    private Redness() {}

    /** Whether a finding breaks what is promised in its cell. */
    public static boolean promised(Finding finding) {
        return finding.promised();
    }

    /** Whether it is broken at first sight: safety, with its witness in the stored evidence. */
    static boolean certain(Finding finding) {
        return promised(finding) && finding.kind() == PromiseKind.SAFETY && finding.confirmed();
    }

    /** Without what a crashed, interrupted or overloaded run may only seem to show. */
    static List<Finding> reds(Judgement run, String promise) {
        boolean whole = run.crashed().isEmpty() && run.interrupted().isEmpty();
        return run.findings().stream()
                .filter(f -> f.promise().equals(promise) && promised(f) && (whole || certain(f)))
                .filter(f -> !(run.stalledTooLong() && ofTime(f.kind())))
                .toList();
    }

    /**
     * A run that stalled for too much of its time shows nothing about time, neither green nor red; one in which a finding
     * overlaps a stall shows no green, and what does not overlap one is red: both run again alone (SEMANTICS.md 3).
     */
    private static boolean disturbed(Judgement run, PromiseKind kind) {
        return run.overloaded() && ofTime(kind);
    }

    private static boolean ofTime(PromiseKind kind) {
        return kind == PromiseKind.LIVENESS || kind == PromiseKind.TIMING;
    }

    static boolean red(Judgement run, String promise) {
        return !reds(run, promise).isEmpty();
    }

    /** Whether a run says something about a promise: it is red, or it is whole, proven and, for liveness, undisturbed. */
    static boolean tells(Judgement run, String promise, PromiseKind kind) {
        return red(run, promise)
                || (run.crashed().isEmpty()
                        && run.interrupted().isEmpty()
                        && run.proof().missing().isEmpty()
                        && !disturbed(run, kind));
    }

    /** Whether nothing at all is wrong with a run. */
    static boolean clean(Judgement run) {
        return run.crashed().isEmpty()
                && run.interrupted().isEmpty()
                && !run.overloaded()
                && run.proof().missing().isEmpty()
                && run.findings().stream().noneMatch(Redness::promised);
    }

    /** The promises that some run breaks, in the order in which they were found. */
    static Set<String> broken(List<Judgement> runs) {
        Set<String> promises = new LinkedHashSet<>();
        for (Judgement run : runs) {
            run.findings().stream()
                    .map(Finding::promise)
                    .filter(promise -> red(run, promise))
                    .forEach(promises::add);
        }
        return promises;
    }

    /** Whether the standing of a finding takes it out of what is promised. */
    public static boolean notPromised(Finding finding) {
        return finding.standing() != Standing.KEPT && !promised(finding);
    }
}
