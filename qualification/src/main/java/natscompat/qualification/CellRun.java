package natscompat.qualification;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.checker.CellEvidence;
import natscompat.checker.Judge;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Redness;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;

/**
 * A cell that was run and judged by itself.
 *
 * @param cell what was planned
 * @param folder where its evidence is
 * @param judgement what the evidence says
 * @param took wall time, by the cell's own clock
 * @param stalledMillis sum of our own stalls while it ran
 */
public record CellRun(Cell cell, CellFolder folder, Judgement judgement, Duration took, long stalledMillis) {
    private static final String OUR_CHECKS = "crashed while it was judged";

    /** Judges a cell from its folder alone, and writes down what was found. */
    public static CellRun judged(CellFolder folder, Catalog catalog) throws IOException {
        CellEvidence evidence = CellEvidence.load(folder);
        Judgement judgement = judgement(evidence, catalog);
        folder.writeFindings(judgement.findings());
        long ended = evidence.events().stream().mapToLong(Event::at).max().orElse(0);
        return new CellRun(evidence.cell(), folder, judgement, Duration.ofNanos(ended), stalled(evidence));
    }

    /** A check of ours that fails spoils its own cell and no other one. */
    private static Judgement judgement(CellEvidence evidence, Catalog catalog) {
        try {
            return new Judge(catalog).judge(evidence);
        } catch (RuntimeException e) {
            String why = OUR_CHECKS + ": " + e + " at " + e.getStackTrace()[0];
            return new Judgement(List.of(), CellResults.NOTHING, false, "", Optional.of(why), Optional.empty());
        }
    }

    private static long stalled(CellEvidence evidence) {
        return evidence.events().stream()
                .filter(Event.Stall.class::isInstance)
                .map(Event.Stall.class::cast)
                .filter(stall -> stall.who().equals("runner"))
                .mapToLong(Event.Stall::millis)
                .sum();
    }

    /** Whether it was a check of ours that crashed. */
    boolean spoiltByOurChecks() {
        return judgement.crashed().filter(why -> why.startsWith(OUR_CHECKS)).isPresent();
    }

    /** Whether a promise that stands was broken. */
    boolean red() {
        return judgement.findings().stream().anyMatch(Redness::promised);
    }
}
