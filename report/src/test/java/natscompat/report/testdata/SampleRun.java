package natscompat.report.testdata;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.verdict.Verdict;

/** The events of a short run, as a test sends them to a listener. */
public final class SampleRun {
    /** The plan of the run. */
    public static final Plan PLAN = SamplePlan.standard("v2.12.15", "v2.14.5");

    private static final Path FOLDER = Path.of("runs", "20261120-081500-4711");

    private SampleRun() {}

    /** From the first event to the plan. */
    public static List<RunEvent> beginning() {
        ResolvedRelease old = new ResolvedRelease("v2.12.15", ServerVersion.of("2.12.15"), ReleaseSource.REPOSITORY,
                "0123456789abcdef0123456789abcdef01234567", "../nats-server");
        ResolvedRelease next = new ResolvedRelease("v2.14.5", ServerVersion.of("2.14.5"), ReleaseSource.MODULE, "v2.14.5",
                "github.com/nats-io/nats-server/v2");
        String digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        return List.of(
                new RunEvent.RunStarted("20261120-081500-4711", FOLDER, 4711, "bin/qualify v2.12.15 v2.14.5 --seed 4711"),
                new RunEvent.Resolved(old),
                new RunEvent.Resolved(next),
                new RunEvent.BuildStarted("v2.12.15", "worktree of ../nats-server"),
                new RunEvent.BuildEnded(new BuiltRelease(next, Path.of("nats-server"), digest, 15_000_000, "module",
                        "go1.26.3", Duration.ZERO, true)),
                new RunEvent.BuildEnded(new BuiltRelease(old, Path.of("nats-server"), digest, 15_000_000, "0123456",
                        "go1.26.3", Duration.ofMillis(23_400), false)),
                new RunEvent.Planned(PLAN));
    }

    /** Three cells run; one of them has a fault open. */
    public static List<RunEvent> running() {
        return List.of(
                new RunEvent.CellStarted(PLAN.cell(13), ""),
                new RunEvent.CellStarted(PLAN.cell(6), ""),
                new RunEvent.CellStarted(PLAN.cell(15), ""),
                progress(13, 23, "2 x v2.12.15 + 1 x v2.14.5", "kill n2", 1_234),
                progress(6, 7, "3 x v2.12.15", "", 321),
                progress(15, 3, "", "", 0));
    }

    /** One cell passes, one is broken. */
    public static List<RunEvent> judged() {
        SampleMatrix matrix = new SampleMatrix(PLAN)
                .verdict(13, new Verdict.BrokenUnattributed("1/1 mix"), SampleMatrix.lost());
        return List.of(
                new RunEvent.CellJudged(PLAN.cell(6), matrix.result(PLAN.cell(6))),
                new RunEvent.CellJudged(PLAN.cell(13), matrix.result(PLAN.cell(13))),
                new RunEvent.Note("packing: 7 cells side by side from here on, the machine was stalled for 600 ms"));
    }

    /** Trouble, a cell that is left out, and the end. */
    public static List<RunEvent> ending() {
        return List.of(
                new RunEvent.CellNotAttempted(PLAN.cell(20), "the budget is over"),
                new RunEvent.Trouble(new Failure(Category.DEPLOY, "start server n1 of cell 15",
                        "waited 20000 ms for healthz; last saw: connection refused", "The cell runs again by itself.")),
                new RunEvent.RunEnded(
                        new SampleMatrix(PLAN).exit(1, "a cell is broken in what was asked about").build(), FOLDER));
    }

    /** All of it. */
    public static List<RunEvent> all() {
        return Stream.of(beginning(), running(), judged(), ending()).flatMap(List::stream).toList();
    }

    private static RunEvent progress(int cell, int seconds, String phase, String fault, long operations) {
        return new RunEvent.CellProgress(
                cell, Duration.ofSeconds(seconds), phase, "start cluster: 3 x v2.12.15", fault, operations);
    }
}
