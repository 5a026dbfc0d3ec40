package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Path;
import natscompat.deployer.local.LiveStores;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.rundir.RunFolder;

/** This process: every cell on this machine, in a new run folder. */
public final class LocalSite implements Site {
    @Override
    public RunFolder folder(Path out) throws IOException {
        Room.require(out, QualificationSpec.LEAST_FREE_BYTES);
        return RunFolder.create(out);
    }

    @Override
    public Runners runners(Run run) {
        KeepOpen keep = run.spec().keep() ? new KeepUntilStopped(run.spec().catalog(), run.listener(), run.stop()) : KeepOpen.NOT;
        CellSettings settings = CellSettings.of(run.spec(), run.releases(), "nc");
        LiveStores stores = LiveStores.forRun(run.plan().forecast().diskBytes(), System.getenv());
        Workbench bench =
                new Workbench(new LocalPlatform(stores), settings, keep, run.folder(), run.listener(), run.stop());
        DiskWatch memory = new DiskWatch(
                run.folder().path(), stores.root(), QualificationSpec.LEAST_FREE_BYTES, run.stop());
        Packing packing = new Packing(
                run.spec().parallel(), bench::drainWorstStallMillis, bench::cpuPressure, run.stop());
        return new LocalRunners(bench, packing, memory, run.stop());
    }
}
