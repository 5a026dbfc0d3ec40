package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** What the verdicts come to, without what else went wrong. */
    ExitCode shown(Trials trials) {
        return ExitCode.of(trials.all().stream().map(this::row).toList(), notAttempted(trials, spec.excused()), spec.failOn());
    }

    Matrix matrix(Trials trials, ExitCode exit, Instant started, Duration took) {
        List<Matrix.Row> rows = new ArrayList<>();
        for (Trial trial : trials.all()) {
            Matrix.Row row = row(trial);
            trial.shown().ifPresent(run -> write(run, row.result()));
            rows.add(row);
        }
        boolean complete = !stop.up() && trials.all().stream().allMatch(t -> t.latest().isPresent());
        return new Matrix(Matrix.SCHEMA, spec.runId(), complete, exit.code(), exit.why(), plan.seed(), started, took,
                rows, notAttempted(trials, Set.of()));
    }

    private List<String> notAttempted(Trials trials, Set<String> excused) {
        List<String> notAttempted = new ArrayList<>();
        plan.notPlanned().stream()
                .filter(left -> !Excuses.covers(excused, left))
                .forEach(n -> notAttempted.add(n.what() + ": " + n.why()));
        trials.all().stream()
                .filter(trial -> !trial.leftOut().isEmpty() && !Excuses.covers(excused, trial.cell()))
                .forEach(trial -> notAttempted.add(
                "cell " + trial.cell().number() + " " + trial.cell().walk() + " / " + trial.cell().mayhem() + ": "
                        + trial.leftOut()));
        return notAttempted;
    }

    private Matrix.Row row(Trial trial) {
        Cell cell = trial.cell();
        CellResult result = results.of(trial);
        String folder = trial.shown().map(run -> "cells/" + run.folder().path().getFileName())
                .orElseGet(() -> trial.begun() ? "cells/" + cell.folderName() : "");
        return new Matrix.Row(cell.number(), cell.pair(), cell.role(), cell.walk(), cell.mayhem(), cell.workloads(),
                result, folder, spec.again(plan, cell.number()), Excuses.covers(spec.excused(), cell));
    }

    private static void write(CellRun run, CellResult result) {
        try {
            run.folder().write(result);
        } catch (IOException e) {
            throw new UncheckedIOException("write the verdict of cell " + run.cell().number(), e);
        }
    }
}
