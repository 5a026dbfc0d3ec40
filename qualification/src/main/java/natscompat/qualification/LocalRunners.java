package natscompat.qualification;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Cell;
import org.jspecify.annotations.Nullable;

/** Runs cells in this process, packed side by side. Thread-safe. */
final class LocalRunners implements Runners {
    private final Workbench bench;
    private final Packing packing;
    private final DiskWatch memory;
    private final StopSign stop;
    private final AtomicReference<@Nullable FailureException> trouble = new AtomicReference<>();

    /**
     * Takes over what it is given.
     *
     * @param memory ends the run when there is no room left for stores; closed with the runners
     * @param stop is raised when a run folder can no longer be written: whoever asked has to see to it first
     */
    LocalRunners(Workbench bench, Packing packing, DiskWatch memory, StopSign stop) {
        this.bench = bench;
        this.packing = packing;
        this.memory = memory;
        this.stop = stop;
    }

    @Override
    public int limit() {
        return packing.limit();
    }

    @Override
    public int shrink(int crowd) {
        return packing.shrink(crowd);
    }

    @Override
    public void run(Batch batch) {
        packing.runAll(batch.cells(), batch.most(), batch.fits(), cell -> run(cell, batch), batch.leftOut());
    }

    private void run(Cell cell, Batch batch) {
        try {
            batch.ran().accept(ran(cell, batch.why()));
        } catch (FailureException e) {
            trouble.compareAndSet(null, e);
            stop.raise(e.failure().why());
        }
    }

    /** Whatever is thrown ends this thread alone, and nobody would hear of it: a cell must not vanish as one not run. */
    private CellRun ran(Cell cell, String why) {
        try {
            return bench.run(cell, why);
        } catch (FailureException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            return bench.spoilt(cell, e);
        }
    }

    @Override
    public Optional<FailureException> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public Optional<Failure> lacking() {
        return bench.lacking();
    }

    @Override
    public void close() {
        memory.close();
        bench.close();
    }
}
