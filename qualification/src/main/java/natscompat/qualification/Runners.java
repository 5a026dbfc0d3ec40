package natscompat.qualification;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Cell;

/**
 * Who runs cells: this process, many side by side ({@link LocalRunners}), or runners elsewhere that bring their folders to
 * a head. What a batch comes to is the same.
 */
public interface Runners extends AutoCloseable {
    /**
     * Cells to be run, each once.
     *
     * @param cells in any order; the longest are begun first
     * @param why why they are run again, or empty
     * @param most side by side, where the limit is not lower
     * @param fits whether a cell may still begin; asked when its turn has come
     * @param ran takes each cell that was run and judged by itself; called from many threads
     * @param leftOut takes each cell that was not begun
     */
    record Batch(
            List<Cell> cells, String why, int most, Predicate<Cell> fits, Consumer<CellRun> ran, Consumer<Cell> leftOut) {
        /** Copies the list. */
        public Batch {
            cells = List.copyOf(cells);
        }
    }

    /** Most cells side by side now. */
    int limit();

    /**
     * Cells were overloaded: from now on one less side by side, never less than one. Where a batch that runs keeps its number
     * it is the next one that has less, and one less for the whole batch.
     *
     * @param crowd most that were side by side
     * @return the new limit
     */
    int shrink(int crowd);

    /** Runs a batch; comes back when every cell of it was handed to {@code ran} or {@code leftOut}. One at a time. */
    void run(Batch batch);

    /** What made it impossible to go on, if anything did; asked after the last batch. */
    default Optional<FailureException> trouble() {
        return Optional.empty();
    }

    /** What the machine lacked, if a cell could not be run for it; asked after the last batch. */
    default Optional<Failure> lacking() {
        return Optional.empty();
    }

    /** Ends whatever still runs. */
    @Override
    void close();
}
