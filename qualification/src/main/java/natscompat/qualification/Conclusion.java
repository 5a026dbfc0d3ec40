package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;

/** From all trials to the matrix and the exit code; writes each cell's verdict.json. */
final class Conclusion {
    private static final Proof NOTHING =
            new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 0, 0, List.of("the cell was not run"));

    private final Plan plan;
    private final QualificationSpec spec;
    private final Map<String, BuiltRelease> releases;
    private final StopSign stop;

    Conclusion(Plan plan, QualificationSpec spec, Map<String, BuiltRelease> releases, StopSign stop) {
        this.plan = plan;
        this.spec = spec;
        this.releases = releases;
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

    /** What one run comes to by itself; attribution may still change it. */
    CellResult alone(CellRun run) {
        Trial trial = new Trial(run.cell());
        trial.add(run);
        return result(trial);
    }

    private Matrix.Row row(Trial trial) {
        Cell cell = trial.cell();
        CellResult result = result(trial);
        Optional<CellRun> shown = trial.shown();
        shown.ifPresent(run -> write(run, result));
        String folder = shown.map(run -> "cells/" + run.folder().path().getFileName()).orElse("");
        return new Matrix.Row(cell.number(), cell.pair(), cell.role(), cell.walk(), cell.mayhem(), cell.workloads(),
                result, folder, spec.again() + " --cell " + cell.number());
    }

    private CellResult result(Trial trial) {
        Cell cell = trial.cell();
        String key = CellKey.of(cell, releases, spec.catalog());
        Optional<CellRun> shown = trial.shown();
        if (shown.isEmpty()) {
            Verdict skipped = new Verdict.Skipped(trial.leftOut().isEmpty() ? "not run" : trial.leftOut());
            return new CellResult(cell.number(), key, skipped, List.of(), NOTHING, "", Duration.ZERO, 0, 0);
        }
        CellRun run = shown.get();
        return new CellResult(cell.number(), key, Attribution.verdict(trial.rounds(!trial.exhausted())), run.judgement().findings(),
                run.judgement().proof(), trial.counts(), run.took(), stalled(run),
                trial.attempts());
    }

    private static void write(CellRun run, CellResult result) {
        try {
            run.folder().write(result);
        } catch (IOException e) {
            throw new UncheckedIOException("write the verdict of cell " + run.cell().number(), e);
        }
    }

    private static long stalled(CellRun run) {
        try {
            return run.folder().events().stream()
                    .filter(Event.Stall.class::isInstance)
                    .map(Event.Stall.class::cast)
                    .filter(s -> s.who().equals("runner"))
                    .mapToLong(Event.Stall::millis)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("read the events of cell " + run.cell().number(), e);
        }
    }
}
