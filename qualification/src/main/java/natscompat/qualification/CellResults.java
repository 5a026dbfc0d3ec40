package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.plan.Cell;
import natscompat.model.release.BuiltRelease;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;

/**
 * What cells come to: a run by itself, and a trial as a whole.
 *
 * @param releases that were built, by name
 * @param catalog of workload versions
 * @param stop says why a cell may have no run to show
 * @param reruns whether this run looks a second time at all
 */
record CellResults(Map<String, BuiltRelease> releases, Catalog catalog, StopSign stop, boolean reruns) {
    /** Of a cell that nothing is known about. */
    static final Proof NOTHING =
            new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, List.of("nothing was seen of the cell"));

    /** One run, not compared with anything. */
    CellResult alone(CellRun run) {
        Rounds rounds = new Rounds(run.cell(), List.of(run.judgement()), List.of(), List.of(), List.of(), true);
        return shown(run, rounds, 1);
    }

    /** Everything that speaks about a planned cell. */
    CellResult of(Trial trial) {
        return trial.shown()
                .map(run -> shown(run, trial.rounds(!trial.exhausted() && !(reruns && stop.up())), trial.attempts()))
                .orElseGet(() -> nothing(trial));
    }

    private CellResult shown(CellRun run, Rounds rounds, int attempts) {
        return new CellResult(run.cell().number(), key(run.cell()), Attribution.verdict(rounds),
                Attribution.promises(rounds), Attribution.unproven(run.judgement()),
                Attribution.findings(rounds, run.judgement()),
                run.judgement().proof(), Attribution.evidence(rounds), run.took(), run.stalledMillis(), attempts);
    }

    private CellResult nothing(Trial trial) {
        Verdict verdict = trial.begun() && stop.up()
                ? new Verdict.Unknown("interrupted: " + stop.why().orElse("") + "; it had not ended when time was up")
                : new Verdict.Skipped(trial.leftOut().isEmpty() ? "not run" : trial.leftOut());
        return new CellResult(trial.cell().number(), key(trial.cell()), verdict, Map.of(), "nothing was seen of the cell",
                List.of(), NOTHING, "", Duration.ZERO, 0, 0);
    }

    private String key(Cell cell) {
        return CellKey.of(cell, releases, catalog);
    }
}
