package natscompat.checker.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.checker.Judgement;
import natscompat.model.plan.CellRole;

/** Which runs would change a verdict (SEMANTICS.md 3). */
final class Reruns {
    private Reruns() {}

    static Optional<Rerun> wanted(Rounds rounds) {
        if (rounds.mix().isEmpty()) {
            return Optional.empty();
        }
        List<Case> reds = Redness.broken(rounds.mix()).stream()
                .map(promise -> Case.of(promise, rounds))
                .toList();
        if (reds.isEmpty()) {
            return undecided(rounds.mix());
        }
        // A second look is cheap and may be all that is needed, so it comes before the six runs of an attribution.
        Optional<Case> once = reds.stream()
                .filter(seen -> !seen.broken() && seen.told(rounds.mix()) == 1)
                .findFirst();
        Optional<Case> unattributed =
                reds.stream().filter(Case::broken).filter(Reruns::mayBeTheMix).findFirst();
        if (unattributed.isPresent() && rounds.subject().role() == CellRole.SUBJECT) {
            return attribution(unattributed.get());
        }
        return once.map(seen -> new Rerun(1, 0, 0, false, false, seen.promise() + " was red once"));
    }

    /** Nothing is red, and the machine was too slow or we crashed: the cell runs again alone. Twice is enough. */
    private static Optional<Rerun> undecided(List<Judgement> runs) {
        Judgement only = runs.getFirst();
        if (runs.size() > 1 || Redness.clean(only) || only.interrupted().isPresent()) {
            return Optional.empty();
        }
        if (only.crashed().isPresent()) {
            String crash = only.crashed().get().lines().collect(Collectors.joining("; "));
            return Optional.of(new Rerun(1, 0, 0, false, true, crash));
        }
        return only.overloaded()
                ? Optional.of(new Rerun(1, 0, 0, false, true, "machine overloaded: " + only.overloadedWhy()))
                : Optional.empty();
    }

    /** Red in every run of the mix and in none of the controls so far, and not put down to one release. */
    private static boolean mayBeTheMix(Case seen) {
        Rounds rounds = seen.rounds();
        return !seen.oldRed()
                && !seen.nextRed()
                && !seen.coldSwapRed()
                && seen.alone().isEmpty()
                && seen.red(rounds.mix()) == seen.told(rounds.mix());
    }

    private static Optional<Rerun> attribution(Case seen) {
        Rounds rounds = seen.rounds();
        int mix = lacking(seen, rounds.mix());
        int old = lacking(seen, rounds.old());
        int next = lacking(seen, rounds.next());
        // One that shows nothing is run once more, and not for ever.
        boolean coldSwap = rounds.coldSwaps().size() < 2 && !seen.coldSwapTold();
        return mix + old + next == 0 && !coldSwap
                ? Optional.empty()
                : Optional.of(new Rerun(mix, old, next, coldSwap, false, "whose fault it is: " + seen.promise() + " "
                        + seen.counts()));
    }

    /** Runs that tell nothing are made up for, but not for ever. */
    private static int lacking(Case seen, List<Judgement> runs) {
        long told = seen.told(runs);
        return runs.size() >= 2 * Case.ENOUGH ? 0 : (int) Math.max(0, Case.ENOUGH - told);
    }
}
