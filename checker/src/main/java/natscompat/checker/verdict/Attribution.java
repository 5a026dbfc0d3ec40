package natscompat.checker.verdict;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natscompat.checker.Judgement;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Verdict;

/**
 * What a cell comes to, from its own runs and those of its controls: SEMANTICS.md 3, and nothing else. With several
 * broken promises the verdict is that of the gravest one, in the order of {@link #gravity}. Pure.
 */
public final class Attribution {
    private Attribution() {}

    /** The verdict on what was run so far. */
    public static Verdict verdict(Rounds rounds) {
        if (rounds.mix().isEmpty()) {
            return new Verdict.Skipped("not run");
        }
        return gravest(rounds).map(Attribution::red).orElseGet(() -> notRed(rounds.mix()));
    }

    /** The promise that the verdict rests on; empty when nothing is broken. */
    public static Optional<String> promise(Rounds rounds) {
        return gravest(rounds).map(Case::promise);
    }

    /**
     * Which run of the cell the verdict is about, from 0: the first one in which its promise is red, beyond doubt if there is
     * such a one; of a pass a clean one; else the last. There has to be a run.
     */
    public static int shown(Rounds rounds) {
        List<Judgement> runs = rounds.mix();
        Optional<String> broken = promise(rounds);
        if (broken.isEmpty()) {
            return first(runs, Redness::clean).orElse(runs.size() - 1);
        }
        return first(runs, run -> Redness.reds(run, broken.get()).stream().anyMatch(Redness::certain))
                .or(() -> first(runs, run -> Redness.red(run, broken.get())))
                .orElse(runs.size() - 1);
    }

    /**
     * What was found in a run, what the verdict rests on before everything else: certain before what is not, and what came
     * in a mix before what one release did alone, which would not make that verdict by itself; then the earliest.
     */
    public static List<Finding> findings(Rounds rounds, Judgement run) {
        Optional<String> broken = promise(rounds);
        return run.findings().stream()
                .sorted(Comparator.comparing((Finding f) -> !broken.equals(Optional.of(f.promise())))
                        .thenComparing(f -> !Redness.certain(f))
                        .thenComparing(f -> Case.releaseAlone(rounds.subject(), f.witness().phase()).isPresent())
                        .thenComparingLong(f -> f.witness().at()))
                .toList();
    }

    private static Optional<Case> gravest(Rounds rounds) {
        return Redness.broken(rounds.mix()).stream()
                .map(promise -> Case.of(promise, rounds))
                .min(Comparator.comparingInt((Case seen) -> gravity(red(seen))).thenComparing(seen -> !seen.certain()));
    }

    private static Optional<Integer> first(List<Judgement> runs, Predicate<Judgement> which) {
        return IntStream.range(0, runs.size()).boxed().filter(i -> which.test(runs.get(i))).findFirst();
    }

    /**
     * What each promise that some run of the cell breaks comes to by itself, by name. What the old release did for certain while it
     * ran alone is told apart: a mix that did it too, by whomever, does not clear it.
     */
    public static Map<String, Verdict> promises(Rounds rounds) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        String old = rounds.subject().pair().from();
        for (String promise : Redness.broken(rounds.mix())) {
            Case seen = Case.of(promise, rounds);
            Verdict verdict = red(seen);
            verdicts.put(promise, verdict);
            if (!(verdict instanceof Verdict.BrokenInOld) && seen.certainlyAlone(old)) {
                String alone = "while " + old + " ran alone";
                verdicts.put(promise + ", " + alone, new Verdict.BrokenInOld(promise + ": " + alone));
            }
        }
        return verdicts;
    }

    /**
     * How often the promise that the verdict rests on was red among the runs that tell of it: {@code 3/3 mix, 0/3 old,
     * 0/3 new}, of a control {@code 1/2 own}; empty when nothing is broken.
     */
    public static String evidence(Rounds rounds) {
        return gravest(rounds).map(Case::counts).orElse("");
    }

    /** What keeps a run from proving that the promises without a finding were kept; empty when nothing does. */
    public static String unproven(Judgement run) {
        boolean whole = run.crashed().isEmpty() && run.interrupted().isEmpty() && !run.overloaded();
        if (whole && run.proof().missing().isEmpty()) {
            return "";
        }
        Verdict open = open(run);
        return (open instanceof Verdict.Crashed ? "crashed: " : "") + open.why();
    }

    /** What should be run again before the verdict is final; empty when nothing would change it. */
    public static Optional<Rerun> wantsRerun(Rounds rounds) {
        return Reruns.wanted(rounds);
    }

    private static Verdict red(Case seen) {
        return switch (seen.rounds().subject().role()) {
            case SUBJECT -> subject(seen);
            case CONTROL_OLD, CONTROL_NEW -> control(seen);
        };
    }

    private static Verdict subject(Case seen) {
        String why = seen.promise() + ": " + seen.counts();
        if (!seen.broken()) {
            return new Verdict.Suspect(why + again(seen));
        }
        String from = seen.rounds().subject().pair().from();
        String to = seen.rounds().subject().pair().to();
        Optional<String> alone = seen.alone();
        if (seen.nextRed()) {
            return new Verdict.BrokenInNew(why + (seen.oldRed() ? "; in both releases" : ""));
        }
        if (seen.oldRed()) {
            return new Verdict.BrokenInOld(why);
        }
        if (alone.isPresent() && alone.get().equals(to)) {
            return new Verdict.BrokenInNew(why + "; " + to + " ran alone");
        }
        if (alone.isPresent() && alone.get().equals(from)) {
            return new Verdict.BrokenInOld(why + "; " + from + " ran alone");
        }
        if (seen.certainlyAlone(to)) {
            return new Verdict.BrokenInNew(why + "; " + to + " ran alone, and in the mix");
        }
        if (seen.coldSwapRed()) {
            return new Verdict.BrokenByUpgrade(why + "; broken after a cold swap: the store, not the mix");
        }
        return seen.onlyTheMix()
                ? new Verdict.BrokenByMix(why)
                : new Verdict.BrokenUnattributed(why + alsoAlone(seen) + again(seen));
    }

    private static String alsoAlone(Case seen) {
        return seen.alsoAlone().stream()
                .sorted()
                .map(release -> "; also while " + release + " ran alone")
                .collect(Collectors.joining());
    }

    private static Verdict control(Case seen) {
        boolean old = seen.rounds().subject().role() == CellRole.CONTROL_OLD;
        String why = seen.promise() + ": " + seen.counts();
        if (!seen.broken()) {
            return new Verdict.Suspect(why + again(seen));
        }
        return old ? new Verdict.BrokenInOld(why) : new Verdict.BrokenInNew(why);
    }

    private static String again(Case seen) {
        return seen.rounds().rerunsPossible() || Reruns.wanted(seen.rounds()).isEmpty()
                ? ""
                : "; not run again, no time was left";
    }

    /** Nothing that is promised was broken. One clean run is enough: what spoilt another one was ours. */
    private static Verdict notRed(List<Judgement> runs) {
        Optional<Integer> found = first(runs, Redness::clean);
        if (found.isPresent()) {
            int clean = found.get();
            return new Verdict.Pass(runs.size() == 1 ? "" : "clean in run " + (clean + 1)
                    + (clean == 0 ? "" : "; run 1: " + open(runs.getFirst()).why()));
        }
        return open(runs.getLast());
    }

    /** A run that shows neither that all is well nor that something is broken. */
    private static Verdict open(Judgement last) {
        if (last.crashed().isPresent()) {
            return new Verdict.Crashed(last.crashed().get());
        }
        if (last.interrupted().isPresent()) {
            return new Verdict.Unknown("interrupted: " + last.interrupted().get());
        }
        if (last.overloaded()) {
            return new Verdict.Unknown("machine overloaded: " + last.overloadedWhy());
        }
        return new Verdict.Vacuous(String.join("; ", last.proof().missing()));
    }

    /** Lower is graver: first what nobody can put down to one release, then the new one, then the old one. */
    private static int gravity(Verdict verdict) {
        return switch (verdict) {
            case Verdict.BrokenByMix v -> 0;
            case Verdict.BrokenByUpgrade v -> 1;
            case Verdict.BrokenInNew v -> 2;
            case Verdict.BrokenUnattributed v -> 3;
            case Verdict.BrokenInOld v -> 4;
            case Verdict.Suspect v -> 5;
            case Verdict.Crashed v -> 6;
            case Verdict.Unknown v -> 7;
            case Verdict.Vacuous v -> 8;
            case Verdict.Skipped v -> 9;
            case Verdict.Pass v -> 10;
        };
    }
}
