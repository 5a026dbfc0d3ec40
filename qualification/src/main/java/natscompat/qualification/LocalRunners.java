package natscompat.qualification;

/** Runs cells in this process, packed side by side. Thread-safe. */
final class LocalRunners implements Runners {
    private final Workbench bench;
    private final Packing packing;
    private final DiskWatch memory;

    /**
     * Takes over what it is given.
     *
     * @param memory ends the run when there is no room left for stores; closed with the runners
     */
    LocalRunners(Workbench bench, Packing packing, DiskWatch memory) {
        this.bench = bench;
        this.packing = packing;
        this.memory = memory;
    }

    @Override
    public int limit() {
        return packing.limit();
    }

    @Override
    public int shrink() {
        return packing.shrink();
    }

    @Override
    public void run(Batch batch) {
        packing.runAll(batch.cells(), batch.fits(), cell -> batch.ran().accept(bench.run(cell, batch.why())),
                batch.leftOut());
    }

    @Override
    public void close() {
        memory.close();
        bench.close();
    }
}
