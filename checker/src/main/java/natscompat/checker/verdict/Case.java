package natscompat.checker.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.Judgement;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Step;
import natscompat.model.verdict.Finding;

/**
 * One promise over all rounds: how often it was red and how often somebody looked.
 *
 * @param promise its name
 * @param rounds all runs
 * @param kind of the finding
 */
record Case(String promise, Rounds rounds, PromiseKind kind) {
    /** SEMANTICS.md 3: at least 3 of 3 red against 0 of 6 (Fisher p = 0.012). */
    static final int ENOUGH = 3;

    static Case of(String promise, Rounds rounds) {
        PromiseKind kind = rounds.mix().stream()
                .flatMap(run -> Redness.reds(run, promise).stream())
                .map(Finding::kind)
                .findFirst()
                .orElse(PromiseKind.SAFETY);
        return new Case(promise, rounds, kind);
    }

    long red(List<Judgement> runs) {
        return runs.stream().filter(run -> Redness.red(run, promise)).count();
    }

    long told(List<Judgement> runs) {
        return runs.stream().filter(run -> Redness.tells(run, promise, kind)).count();
    }

    boolean oldRed() {
        return red(rounds.old()) > 0;
    }

    boolean nextRed() {
        return red(rounds.next()) > 0;
    }

    boolean coldSwapRed() {
        boolean itself = rounds.subject().walk().replace(' ', '-').equals("cold-swap");
        return itself || red(rounds.coldSwaps()) > 0;
    }

    /** Whether a run of the cold swap says something about the promise: one that shows nothing is not green. */
    boolean coldSwapTold() {
        return told(rounds.coldSwaps()) > 0;
    }

    boolean certain() {
        return rounds.mix().stream()
                .flatMap(run -> Redness.reds(run, promise).stream())
                .anyMatch(Redness::certain);
    }

    /** Broken at first sight, or red twice: in the mix again, in a control of the same plan, or after a cold swap. */
    boolean broken() {
        long elsewhere = red(rounds.old()) + red(rounds.next()) + red(rounds.coldSwaps());
        return certain() || red(rounds.mix()) + elsewhere >= 2;
    }

    /**
     * Whether every run of the cell was red, often enough, every run of the controls green, often enough, and the cold swap;
     * and no release did it while it ran alone.
     */
    boolean onlyTheMix() {
        long mix = told(rounds.mix());
        return mix >= ENOUGH
                && alsoAlone().isEmpty()
                && red(rounds.mix()) == mix
                && !oldRed()
                && !nextRed()
                && !coldSwapRed()
                && coldSwapTold()
                && told(rounds.old()) >= ENOUGH
                && told(rounds.next()) >= ENOUGH;
    }

    /**
     * The one release that ran alone wherever the witnesses lie; empty when they reach into a mix or differ. Alone is a
     * release until another one runs: after that it works on a store that the other one wrote (docs/adr/0021).
     */
    Optional<String> alone() {
        Set<Optional<String>> releases = whoRan();
        return releases.size() == 1 ? releases.iterator().next() : Optional.empty();
    }

    /** Whether that release did it for certain while it ran alone, whatever other witnesses show. */
    boolean certainlyAlone(String release) {
        return rounds.mix().stream()
                .flatMap(run -> Redness.reds(run, promise).stream())
                .filter(Redness::certain)
                .anyMatch(finding -> releaseAlone(rounds.subject(), finding.witness().phase()).equals(Optional.of(release)));
    }

    /** The releases that ran alone where some witness lies, whatever other ones show. */
    Set<String> alsoAlone() {
        return whoRan().stream().flatMap(Optional::stream).collect(Collectors.toSet());
    }

    private Set<Optional<String>> whoRan() {
        return rounds.mix().stream()
                .flatMap(run -> Redness.reds(run, promise).stream())
                .map(finding -> releaseAlone(rounds.subject(), finding.witness().phase()))
                .collect(Collectors.toSet());
    }

    /** The release that ran alone in that phase of a cell, and had been alone until then. */
    static Optional<String> releaseAlone(Cell cell, int phase) {
        List<Step.BeginPhase> phases = cell.steps().stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(Step.BeginPhase.class::cast)
                .toList();
        Set<String> all = phases.stream().flatMap(p -> p.mix().releases().stream()).collect(Collectors.toSet());
        if (all.size() == 1) {
            // Only one release ever ran in this cell: wherever the witness lies, it lies there.
            return Optional.of(all.iterator().next());
        }
        return phases.stream()
                .takeWhile(p -> p.mix().equals(phases.getFirst().mix()) && !p.mix().mixed())
                .filter(p -> p.index() == phase)
                .map(p -> p.mix().release(0))
                .findFirst();
    }

    /** {@code 2/3 mix, 0/3 old, 1/3 new}; a control has only its own runs: {@code 1/2 own}. */
    String counts() {
        if (rounds.subject().role() != CellRole.SUBJECT) {
            return "%d/%d own".formatted(red(rounds.mix()), told(rounds.mix()));
        }
        return "%d/%d mix, %d/%d old, %d/%d new%s"
                .formatted(red(rounds.mix()), told(rounds.mix()), red(rounds.old()), told(rounds.old()),
                        red(rounds.next()), told(rounds.next()), coldSwap());
    }

    private String coldSwap() {
        if (rounds.coldSwaps().isEmpty()) {
            return "";
        }
        if (red(rounds.coldSwaps()) > 0) {
            return ", cold swap red";
        }
        return coldSwapTold() ? ", cold swap green" : ", cold swap not shown";
    }
}
