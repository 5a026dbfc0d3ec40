package natscompat.qualification;

import java.time.Duration;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Redness;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;

/**
 * A cell that was run and judged by itself.
 *
 * @param cell what was planned
 * @param folder where its evidence is
 * @param judgement what the evidence says
 * @param took wall time
 * @param stalledMillis sum of our own stalls while it ran
 */
record CellRun(Cell cell, CellFolder folder, Judgement judgement, Duration took, long stalledMillis) {
    /** Whether a promise that stands was broken. */
    boolean red() {
        return judgement.findings().stream().anyMatch(Redness::promised);
    }
}
