package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;

/** From all trials to the matrix and the exit code; writes each cell's verdict.json. */
final class Conclusion {
    private final Plan plan;
    private final QualificationSpec spec;
    private final CellResults results;
    private final StopSign stop;

    Conclusion(Plan plan, QualificationSpec spec, CellResults results, StopSign stop) {
        this.plan = plan;
        this.spec = spec;
        this.results = results;
        this.stop = stop;
    }

    Matrix matrix(Trials trials, Instant started, Duration took) {
        List<Matrix.Row> rows = new ArrayList<>();
        List<String> notAttempted = new ArrayList<>();
        plan.notPlanned().forEach(n -> notAttempted.add(n.what() + ": " + n.why()));
        for (Trial trial : trials.all()) {
            rows.add(row(trial));
            if (!trial.leftOut().isEmpty()) {
                notAttempted.add("cell " + trial.cell().number() + " " + trial.cell().walk() + " / "
                        + trial.cell().mayhem() + ": " + trial.leftOut());
            }
        }
        ExitCode exit = ExitCode.of(rows, notAttempted, spec.failOn(), row -> false);
        boolean complete = !stop.up() && trials.all().stream().allMatch(t -> t.latest().isPresent());
        return new Matrix(Matrix.SCHEMA, spec.runId(), complete, exit.code(), exit.why(), plan.seed(), started, took,
                rows, notAttempted);
    }

    private Matrix.Row row(Trial trial) {
        Cell cell = trial.cell();
        CellResult result = results.of(trial);
        trial.shown().ifPresent(run -> write(run, result));
        String folder = trial.shown().map(run -> "cells/" + run.folder().path().getFileName())
                .orElseGet(() -> trial.begun() ? "cells/" + cell.folderName() : "");
        return new Matrix.Row(cell.number(), cell.pair(), cell.role(), cell.walk(), cell.mayhem(), cell.workloads(),
                result, folder, spec.again() + " --cell " + cell.number());
    }

    private static void write(CellRun run, CellResult result) {
        try {
            run.folder().write(result);
        } catch (IOException e) {
            throw new UncheckedIOException("write the verdict of cell " + run.cell().number(), e);
        }
    }
}
