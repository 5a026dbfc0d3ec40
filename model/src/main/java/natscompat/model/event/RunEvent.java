package natscompat.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;

/**
 * What a running qualification tells whoever shows it. Emitted from many threads; listeners are thread-safe. Written as
 * JSON where the run goes on in another process than the one that shows it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @Type(value = RunEvent.RunStarted.class, name = "run-started"),
    @Type(value = RunEvent.Resolved.class, name = "resolved"),
    @Type(value = RunEvent.BuildStarted.class, name = "build-started"),
    @Type(value = RunEvent.BuildEnded.class, name = "build-ended"),
    @Type(value = RunEvent.Planned.class, name = "planned"),
    @Type(value = RunEvent.CellStarted.class, name = "cell-started"),
    @Type(value = RunEvent.CellProgress.class, name = "cell-progress"),
    @Type(value = RunEvent.CellJudged.class, name = "cell-judged"),
    @Type(value = RunEvent.CellNotAttempted.class, name = "cell-not-attempted"),
    @Type(value = RunEvent.Note.class, name = "note"),
    @Type(value = RunEvent.Trouble.class, name = "trouble"),
    @Type(value = RunEvent.RunEnded.class, name = "run-ended")
})
public sealed interface RunEvent {
    /**
     * The run has an id and a folder.
     *
     * @param again the command line that runs it again, seed included
     */
    record RunStarted(String run, Path folder, long seed, String again) implements RunEvent {}

    /** A release was resolved. */
    record Resolved(ResolvedRelease release) implements RunEvent {}

    /** A build began; {@code text} says where from. */
    record BuildStarted(String release, String text) implements RunEvent {}

    /** A build ended well or came from the cache. */
    record BuildEnded(BuiltRelease release) implements RunEvent {}

    /** The plan stands. */
    record Planned(Plan plan) implements RunEvent {}

    /**
     * A cell began.
     *
     * @param again why it runs again, or empty
     */
    record CellStarted(Cell cell, String again) implements RunEvent {}

    /**
     * Where a running cell is, about once a second.
     *
     * @param phase name of the phase
     * @param step text of the step
     * @param openFaults faults that are open now, or empty
     * @param operations operations so far
     */
    record CellProgress(int cell, Duration elapsed, String phase, String step, String openFaults, long operations)
            implements RunEvent {}

    /** A cell was run and judged by itself; attribution may still change its verdict. */
    record CellJudged(Cell cell, CellResult result) implements RunEvent {}

    /** A cell will not be run, with the reason. */
    record CellNotAttempted(Cell cell, String why) implements RunEvent {}

    /** Packing changed, a budget ran short, a machine was overloaded: worth a line. */
    record Note(String text) implements RunEvent {}

    /** Something of ours went wrong. */
    record Trouble(Failure failure) implements RunEvent {}

    /** The last event. */
    record RunEnded(Matrix matrix, Path folder) implements RunEvent {}

    /** Who wants to know. */
    @FunctionalInterface
    interface Listener {
        /** Takes an event; must return at once. */
        void on(RunEvent event);
    }
}
