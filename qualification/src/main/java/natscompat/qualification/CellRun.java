package natscompat.qualification;

import java.io.IOException;
import java.time.Duration;
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
 */
public record CellRun(Cell cell, CellFolder folder, Judgement judgement, Duration took) {
    /** Judges a cell from its folder alone, and writes down what was found. */
    public static CellRun judged(CellFolder folder, Catalog catalog) throws IOException {
        CellEvidence evidence = CellEvidence.load(folder);
        Judgement judgement = new Judge(catalog).judge(evidence);
        folder.writeFindings(judgement.findings());
        long ended = evidence.events().stream().mapToLong(Event::at).max().orElse(0);
        return new CellRun(evidence.cell(), folder, judgement, Duration.ofNanos(ended));
    }

    /** Whether a promise that stands was broken. */
    boolean red() {
        return judgement.findings().stream().anyMatch(Redness::promised);
    }
}
