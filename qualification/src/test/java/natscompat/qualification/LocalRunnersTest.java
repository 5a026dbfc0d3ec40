package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.model.catalog.Catalog;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.RunFolder;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRunnersTest {
    private static final Catalog NOTHING = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());

    @TempDir
    Path folder;

    private final List<CellRun> ran = new CopyOnWriteArrayList<>();
    private final List<Cell> leftOut = new CopyOnWriteArrayList<>();

    /** Nobody catches what ends a thread: the cell would be told as one that was never run. */
    @Test
    void aCellThatEndsInAnErrorIsOneThatWeCrashedIn() {
        StopSign stop = new StopSign();
        RunFolder run = RunFolder.create(folder.resolve("run"));
        CellSettings settings = new CellSettings(NOTHING, Map.of(), "nc", Optional.empty(), false, 0);
        Workbench bench = new Workbench(new NoMemory(), settings, run, event -> {}, stop);
        DiskWatch disk = new DiskWatch(folder, Optional.empty(), 0, stop);
        try (LocalRunners runners = new LocalRunners(bench, new Packing(1, () -> 0, () -> 0, stop), disk, stop)) {
            runners.run(new Runners.Batch(
                    List.of(Cells.starting(1)), "", cell -> true, ran::add, leftOut::add));
            assertThat(ran).singleElement().satisfies(one -> {
                assertThat(one.cell().number()).isEqualTo(1);
                assertThat(one.judgement().crashed()).hasValueSatisfying(why ->
                        assertThat(why).contains("in our own hands", "OutOfMemoryError: made up"));
                assertThat(one.took()).isEqualTo(Duration.ZERO);
            });
            assertThat(leftOut).isEmpty();
            assertThat(runners.trouble()).isEmpty();
            assertThat(runners.lacking()).as("our own crash, not what the machine lacks").isEmpty();
        }
    }

    private static final class NoMemory implements Platform {
        @Override
        public String name() {
            return "no memory";
        }

        @Override
        public Set<String> provides() {
            return Set.of();
        }

        @Override
        public Cluster create(ClusterSpec spec) {
            throw new OutOfMemoryError("made up");
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
