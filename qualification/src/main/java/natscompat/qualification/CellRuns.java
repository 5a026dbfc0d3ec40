package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.checker.CellEvidence;
import natscompat.checker.Judge;
import natscompat.checker.Judgement;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;

/** Runs a cell, then judges it from its folder alone, then decides what becomes of its stores. Thread-safe. */
final class CellRuns {
    private final CellRunner runner;
    private final RunFolder folder;
    private final QualificationSpec spec;
    private final CellResults results;
    private final RunEvent.Listener listener;
    private final Judge judge;

    CellRuns(
            CellRunner runner,
            RunFolder folder,
            QualificationSpec spec,
            CellResults results,
            RunEvent.Listener listener) {
        this.runner = runner;
        this.folder = folder;
        this.spec = spec;
        this.results = results;
        this.listener = listener;
        judge = new Judge(spec.catalog());
    }

    /**
     * Runs it to its end.
     *
     * @param again why it runs again, or empty
     * @throws natscompat.model.failure.FailureException when its folder cannot be written: no other one can be, then
     */
    CellRun run(Cell cell, String again) {
        long began = System.nanoTime();
        listener.on(new RunEvent.CellStarted(cell, again));
        try {
            CellFolder cellFolder = folder.create(cell);
            runner.run(cell, cellFolder);
            CellRun run = judged(cell, cellFolder, began);
            cellFolder.writeFindings(run.judgement().findings());
            keepOrDelete(run);
            listener.on(new RunEvent.CellJudged(cell, results.alone(run)));
            return run;
        } catch (IOException | UncheckedIOException e) {
            throw Failure.environment("write cell " + cell.number() + " to " + folder.path(), String.valueOf(e),
                    "See that there is room on the disk.").causedBy(e);
        }
    }

    /** A check of ours that fails spoils its own cell and no other one. */
    private CellRun judged(Cell cell, CellFolder cellFolder, long began) throws IOException {
        CellEvidence evidence = CellEvidence.load(cellFolder);
        Judgement judgement;
        try {
            judgement = judge.judge(evidence);
        } catch (RuntimeException e) {
            judgement = crashed("crashed while it was judged: " + e + " at " + e.getStackTrace()[0]);
        }
        return new CellRun(cell, cellFolder, judgement, Duration.ofNanos(System.nanoTime() - began), stalled(evidence));
    }

    private static Judgement crashed(String why) {
        return new Judgement(List.of(), CellResults.NOTHING, false, "", Optional.of(why), Optional.empty());
    }

    private static long stalled(CellEvidence evidence) {
        return evidence.events().stream()
                .filter(Event.Stall.class::isInstance)
                .map(Event.Stall.class::cast)
                .filter(stall -> stall.who().equals("runner"))
                .mapToLong(Event.Stall::millis)
                .sum();
    }

    private void keepOrDelete(CellRun run) throws IOException {
        CellFolder cellFolder = run.folder();
        if (!run.red() && run.judgement().crashed().isEmpty()) {
            Stores.delete(cellFolder);
            return;
        }
        if (spec.keepOnFailure() || results.stop().hurries()) {
            return;
        }
        List<String> leftOut = Stores.archive(cellFolder, spec.maxArtifactBytes());
        if (!leftOut.isEmpty()) {
            listener.on(new RunEvent.Note("stores.zip of " + cellFolder.path().getFileName() + " is full: left out "
                    + leftOut.size() + " files, the first " + leftOut.getFirst()));
        }
    }
}
