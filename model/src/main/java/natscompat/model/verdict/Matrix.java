package natscompat.model.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.ReleasePair;

/**
 * All verdicts of a run: matrix.json.
 *
 * @param schema version of this document
 * @param run id of the run
 * @param complete whether every planned cell came to its end, and nothing that its verdict still asks for was cut short
 * @param exit the exit code of the run
 * @param exitWhy why, in words
 * @param seed of the run
 * @param started wall time
 * @param took wall time of the cells
 * @param rows one for each planned cell
 * @param notAttempted what was asked for and not run, with reasons
 */
public record Matrix(
        int schema,
        String run,
        boolean complete,
        int exit,
        String exitWhy,
        long seed,
        Instant started,
        Duration took,
        List<Row> rows,
        List<String> notAttempted) {
    /** The version of the document that this code writes. */
    public static final int SCHEMA = 1;

    /**
     * One cell of the matrix.
     *
     * @param folder of the cell in the run folder
     * @param rerun the command that runs this one cell again
     * @param excused whether it was excused by name: shown, and without a say in the exit code
     */
    public record Row(
            int cell,
            ReleasePair pair,
            CellRole role,
            String walk,
            String mayhem,
            List<String> workloads,
            CellResult result,
            String folder,
            String rerun,
            boolean excused) {}
}
