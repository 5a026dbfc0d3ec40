package natscompat.qualification;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.checker.CellEvidence;
import natscompat.checker.Judge;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Redness;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.MachineTrouble;
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
 * @param stalledMillis sum of our own stalls while it ran
 * @param lacked what the machine lacked to read the evidence, when that is why nothing is known of it
 */
public record CellRun(
        Cell cell, CellFolder folder, Judgement judgement, Duration took, long stalledMillis, Optional<Failure> lacked) {
    private static final String OURS = "crashed in our own hands, while it was run or judged";
    private static final String UNREADABLE = "what was recorded cannot be read on this machine";

    /** One that the machine lacked nothing for. */
    CellRun(Cell cell, CellFolder folder, Judgement judgement, Duration took, long stalledMillis) {
        this(cell, folder, judgement, took, stalledMillis, Optional.empty());
    }

    /**
     * Judges a cell from its folder alone, and writes down what was found. Evidence that cannot be read spoils its own cell
     * and no other one; where a disk that fails or want of memory is the reason, that is no crash of ours.
     *
     * @throws IOException when what was found cannot be written, or there is no cell in the folder
     */
    public static CellRun judged(CellFolder folder, Catalog catalog) throws IOException {
        try {
            return readAndJudged(folder, catalog);
        } catch (OutOfMemoryError e) {
            return tooLarge(folder.cell(), folder);
        }
    }

    private static CellRun readAndJudged(CellFolder folder, Catalog catalog) throws IOException {
        CellEvidence evidence;
        try {
            evidence = CellEvidence.load(folder);
        } catch (IOException | RuntimeException e) {
            Cell cell = folder.cell();
            return MachineTrouble.in(e).map(said -> unreadable(cell, folder, said)).orElseGet(() -> spoilt(cell, folder, e));
        }
        Judgement judgement = judgement(evidence, catalog);
        folder.writeFindings(judgement.findings());
        long ended = evidence.events().stream().mapToLong(Event::at).max().orElse(0);
        return new CellRun(evidence.cell(), folder, judgement, Duration.ofNanos(ended), stalled(evidence));
    }

    private static CellRun unreadable(Cell cell, CellFolder folder, String said) {
        Failure failure = new Failure(Category.ENVIRONMENT, "read back what was recorded in " + folder.path(), said,
                "See to that disk, then run the cell again.");
        return new CellRun(cell, folder, crashed(UNREADABLE + ": " + said), Duration.ZERO, 0, Optional.of(failure));
    }

    private static CellRun tooLarge(Cell cell, CellFolder folder) throws IOException {
        String said = "a history of " + (folder.historyBytes() >> 20) + " MB is more than can be judged in "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB of memory";
        Failure failure = new Failure(Category.ENVIRONMENT, "judge what was recorded in " + folder.path(), said,
                "Give it more, NATS_COMPAT_JAVA_OPTS=-Xmx4g, and run the cell again, or run it for a shorter time.");
        return new CellRun(cell, folder, crashed(UNREADABLE + ": " + said), Duration.ZERO, 0, Optional.of(failure));
    }

    /** A cell that we could not run or judge to its end: nothing is known of it but why. */
    static CellRun spoilt(Cell cell, CellFolder folder, Throwable why) {
        return new CellRun(cell, folder, spoilt(why), Duration.ZERO, 0);
    }

    /** A check of ours that fails spoils its own cell and no other one. */
    private static Judgement judgement(CellEvidence evidence, Catalog catalog) {
        try {
            return new Judge(catalog).judge(evidence);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return spoilt(e);
        }
    }

    private static Judgement spoilt(Throwable why) {
        String at = why.getStackTrace().length == 0 ? "" : " at " + why.getStackTrace()[0];
        return crashed(OURS + ": " + why + at);
    }

    private static Judgement crashed(String why) {
        return new Judgement(List.of(), CellResults.NOTHING, false, "", false, Optional.of(why), Optional.empty());
    }

    private static long stalled(CellEvidence evidence) {
        return evidence.events().stream()
                .filter(Event.Stall.class::isInstance)
                .map(Event.Stall.class::cast)
                .filter(stall -> stall.who().equals("runner"))
                .mapToLong(Event.Stall::millis)
                .sum();
    }

    /** Whether it was we who could not run or judge it. */
    boolean spoilt() {
        return judgement.crashed().filter(why -> why.startsWith(OURS)).isPresent();
    }

    /** Whether a promise that stands was broken. */
    boolean red() {
        return judgement.findings().stream().anyMatch(Redness::promised);
    }
}
