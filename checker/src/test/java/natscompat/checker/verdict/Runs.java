package natscompat.checker.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.Judgement;
import natscompat.checker.story.Cells;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Witness;

/** Judgements as one word each: {@code g} green, {@code S} certain loss, {@code l} liveness, {@code v} vacuous ... */
final class Runs {
    private Runs() {}

    static Judgement run(char kind) {
        return switch (kind) {
            case 'g' -> judgement(List.of(), List.of());
            case 'S' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, -1)), List.of());
            case 's' -> judgement(List.of(finding(PromiseKind.SAFETY, false, Standing.KEPT, -1)), List.of());
            case 'l' -> judgement(List.of(finding(PromiseKind.LIVENESS, false, Standing.KEPT, -1)), List.of());
            case '0' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, 0)), List.of());
            case '1' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, 1)), List.of());
            case '2' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, 2)), List.of());
            case 'B' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, 0),
                    finding(PromiseKind.SAFETY, true, Standing.KEPT, 1)), List.of());
            case 'L' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.MAY_BE_LOST, -1)), List.of());
            case 'u' -> judgement(List.of(finding(PromiseKind.LIVENESS, false, Standing.MAY_BE_UNAVAILABLE, -1)), List.of());
            case 'U' -> judgement(List.of(finding(PromiseKind.SAFETY, true, Standing.MAY_BE_UNAVAILABLE, -1)), List.of());
            case 'v' -> judgement(List.of(), List.of("v2.14.5 led nothing while mixed"));
            case 'o' -> broken(true, Optional.empty(), Optional.empty(), List.of());
            case 'O' -> broken(true, Optional.empty(), Optional.empty(),
                    List.of(finding(PromiseKind.LIVENESS, false, Standing.KEPT, -1)));
            case 'P' -> broken(true, Optional.empty(), Optional.empty(),
                    List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, -1)));
            case 'c' -> broken(false, Optional.of("no disk"), Optional.empty(), List.of());
            case 'i' -> broken(false, Optional.empty(), Optional.of("Ctrl-C"), List.of());
            case 'C' -> broken(false, Optional.of("no disk"), Optional.empty(),
                    List.of(finding(PromiseKind.SAFETY, true, Standing.KEPT, -1)));
            case 'x' -> broken(false, Optional.of("no disk"), Optional.empty(),
                    List.of(finding(PromiseKind.LIVENESS, false, Standing.KEPT, -1)));
            default -> throw new IllegalArgumentException("no run " + kind);
        };
    }

    static List<Judgement> runs(String kinds) {
        return kinds.chars().mapToObj(c -> run((char) c)).toList();
    }

    static Rounds rounds(String mix, String old, String next, String coldSwap) {
        return rounds(Cells.upgrade(), mix, old, next, coldSwap);
    }

    static Rounds rounds(Cell subject, String mix, String old, String next, String coldSwap) {
        return new Rounds(subject, runs(mix), runs(old), runs(next), runs(coldSwap), true);
    }

    static Rounds control(CellRole role, String own) {
        return new Rounds(Cells.control(role), runs(own), List.of(), List.of(), List.of(), true);
    }

    private static Judgement judgement(List<Finding> findings, List<String> missing) {
        return new Judgement(findings, proof(missing), false, "", false, Optional.empty(), Optional.empty());
    }

    private static Judgement broken(
            boolean overloaded, Optional<String> crashed, Optional<String> interrupted, List<Finding> findings) {
        return new Judgement(
                findings, proof(List.of()), overloaded, overloaded ? "stalled" : "", overloaded, crashed, interrupted);
    }

    /** A promise that is kept elsewhere, broken once. */
    static Finding finding(String promise, PromiseKind kind, boolean confirmed) {
        return new Finding(promise, promise, kind, "workload", confirmed, Standing.KEPT, 1, "broken: it broke",
                new Witness(1, 1, "c1", "n1", "", -1, "this came instead of that"));
    }

    /** A run in which that was found, and something else of time overlapped a stall. */
    static Judgement foundBesideAStall(Finding... findings) {
        return new Judgement(List.of(findings), proof(List.of()), true, "late: overlaps a stall", false, Optional.empty(), Optional.empty());
    }

    /** A run in which that was found. */
    static Judgement found(Finding... findings) {
        return judgement(List.of(findings), List.of());
    }

    static Proof proof(List<String> missing) {
        return new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 1, 1, missing);
    }

    private static Finding finding(PromiseKind kind, boolean confirmed, Standing standing, int phase) {
        return new Finding("check", "promise", kind, "workload", confirmed, standing, 1, "broken: it broke",
                new Witness(1, 1, "c1", "n1", "", phase, "this came instead of that"));
    }
}
