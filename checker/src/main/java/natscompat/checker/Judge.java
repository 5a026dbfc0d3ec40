package natscompat.checker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.check.Check;
import natscompat.checker.check.Checks;
import natscompat.checker.check.Reds;
import natscompat.checker.check.ServerStaysUp;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.verdict.Finding;

/** Judges one run of one cell: every check over one index, the proof, and whether the run counts. Stateless and pure. */
public final class Judge {
    /** A cell that was stalled for more of its time proves no liveness (SEMANTICS.md 3). */
    private static final double MOST_STALLED = 0.02;

    private final Catalog catalog;

    /**
     * Makes a judge.
     *
     * @param catalog says which faults are faults of links
     */
    public Judge(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Judges the evidence. */
    public Judgement judge(CellEvidence evidence) {
        Index index = Index.of(evidence.cell(), evidence.operations(), evidence.events(), catalog);
        List<Finding> findings = new ArrayList<>();
        Set<String> unproven = new LinkedHashSet<>();
        List<String> overloaded = new ArrayList<>();
        for (Check check : Checks.all()) {
            if (check.workloads().isEmpty()
                    || check.workloads().stream().anyMatch(evidence.cell().workloads()::contains)) {
                Reds reds = new Reds(check, index);
                check.look(index, reds);
                findings.addAll(reds.findings());
                unproven.addAll(reds.unproven());
                overloaded.addAll(reds.excused());
            }
        }
        Optional<String> stalled = stalledTooLong(index);
        stalled.ifPresent(overloaded::addFirst);
        return new Judgement(
                findings,
                ProofBuilder.of(index, evidence.releases(), unproven),
                !overloaded.isEmpty(),
                overloaded.isEmpty() ? "" : overloaded.getFirst(),
                stalled.isPresent(),
                crashed(index),
                interrupted(index));
    }

    private static Optional<String> stalledTooLong(Index index) {
        return index.timeline()
                .load()
                .or(() -> index.events(Event.NotFormed.class).stream()
                        .findFirst()
                        .map(never -> Span.upTo(never.at(), never.millis())))
                .map(index.stalls()::share)
                .filter(share -> share > MOST_STALLED)
                .map(share -> "stalled for %.1f %% of its time".formatted(share * 100));
    }

    private static Optional<String> crashed(Index index) {
        List<Event.CellEnded> ends = index.events(Event.CellEnded.class);
        if (ends.isEmpty()) {
            return Optional.of("the record breaks off: the runner ended before the cell did");
        }
        String outcome = ends.getLast().outcome();
        if (outcome.startsWith("crashed")) {
            return Optional.of(outcome);
        }
        return index.events(Event.ServerEnded.class).stream()
                .filter(end -> ServerStaysUp.killedByOthers(index, end))
                .findFirst()
                .map(end -> end.server() + " was killed by signal 9, and not by us");
    }

    private static Optional<String> interrupted(Index index) {
        List<Event.Interrupted> told = index.events(Event.Interrupted.class);
        if (!told.isEmpty()) {
            return Optional.of(told.getFirst().why());
        }
        return index.events(Event.CellEnded.class).stream()
                .map(Event.CellEnded::outcome)
                .filter(outcome -> outcome.startsWith("interrupted"))
                .findFirst();
    }
}
