package natscompat.qualification;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;

/** From all trials to each cell's verdict.json, the matrix and the exit code. */
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

    /**
     * Writes each cell's verdict.json, as far as that can be done.
     *
     * @return why one could not be written
     */
    Optional<Failure> write(Trials trials) {
        Optional<Failure> unwritten = Optional.empty();
        for (Trial trial : trials.all()) {
            Optional<Failure> failure = trial.shown().flatMap(run -> write(run, results.of(trial)));
            unwritten = unwritten.or(() -> failure);
        }
        return unwritten;
    }

    Matrix matrix(Trials trials, ExitCode exit, Instant started, Duration took) {
        return new Matrix(Matrix.SCHEMA, spec.runId(), complete(trials), exit.code(), exit.why(), plan.seed(), started, took,
                trials.all().stream().map(this::row).toList(), notAttempted(trials, Set.of()));
    }

    /**
     * Whether every planned cell came to its end and nothing more would have been run: who stops what has ended already, a
     * cluster that is kept or a run that is about to tell, cuts nothing short.
     */
    private boolean complete(Trials trials) {
        return trials.all().stream().allMatch(trial -> ended(trial) && (!stop.up() || !spec.reruns() || !trial.wantsMore()));
    }

    private static boolean ended(Trial trial) {
        return trial.latest().filter(run -> run.judgement().interrupted().isEmpty()).isPresent();
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

    private static Optional<Failure> write(CellRun run, CellResult result) {
        try {
            run.folder().write(result);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failure.environment("write the verdict of cell " + run.cell().number(), String.valueOf(e),
                    "See that there is room on the disk.").failure());
        }
    }
}
