package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Category;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
        try (LocalRunners runners = runners(spec -> {
            throw new OutOfMemoryError("made up");
        })) {
            run(runners);
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

    /** What cannot be written for want of room, and what cannot be read back then. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFailsIsWhatTheMachineLacks() {
        try (LocalRunners runners = runners(spec -> {
            unreadable(spec.folder());
            throw new UncheckedIOException("write an event", new IOException("No space left on device"));
        })) {
            run(runners);
            assertThat(ran).singleElement().satisfies(one -> assertThat(one.judgement().crashed()).isPresent());
            assertThat(runners.lacking()).hasValueSatisfying(failure ->
                    assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT));
        }
    }

    private static void unreadable(CellFolder folder) {
        try {
            Files.createSymbolicLink(folder.path().resolve("history-7.jsonl"), Path.of("/proc/self/mem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(LocalRunners runners) {
        runners.run(new Runners.Batch(List.of(Cells.starting(1)), "", 1, cell -> true, ran::add, leftOut::add));
    }

    private LocalRunners runners(Consumer<ClusterSpec> failing) {
        StopSign stop = new StopSign();
        RunFolder run = RunFolder.create(folder.resolve("run"));
        CellSettings settings = new CellSettings(NOTHING, Map.of(), "nc", Optional.empty(), false, 0);
        Workbench bench = new Workbench(new NoClusters(failing), settings, run, event -> {}, stop);
        DiskWatch disk = new DiskWatch(folder, Optional.empty(), 0, stop);
        return new LocalRunners(bench, new Packing(1, () -> 0, () -> 0, stop), disk, stop);
    }

    /** Throws whatever it is given to throw. */
    private record NoClusters(Consumer<ClusterSpec> failing) implements Platform {
        @Override
        public String name() {
            return "no clusters";
        }

        @Override
        public Set<String> provides() {
            return Set.of();
        }

        @Override
        public Cluster create(ClusterSpec spec) {
            failing.accept(spec);
            throw new IllegalStateException("it was to fail");
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
