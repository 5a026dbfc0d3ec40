package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.history.Event;
import natscompat.model.rundir.RunFolder;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the stores of a cell, by its verdict and by what was asked for. */
class RedCellStoresTest {
    private static final Catalog NOTHING = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());
    private static final long MUCH = 1 << 20;
    private static final int STORED = 5000;

    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    /** The folder of the cell, once it was run. */
    private Path ran(boolean red, boolean keepOnFailure, long maxArtifactBytes) {
        CellSettings settings = new CellSettings(NOTHING, Map.of(), "nc", Optional.empty(), keepOnFailure, maxArtifactBytes);
        try (Workbench bench = new Workbench(new OneStore(red), settings, RunFolder.create(folder.resolve("run")), event -> {
            if (event instanceof RunEvent.Note note) {
                notes.add(note.text());
            }
        }, new StopSign())) {
            CellRun run = bench.run(Cells.starting(1), "");
            assertThat(run.red()).as("%s", run.judgement()).isEqualTo(red);
            assertThat(run.judgement().crashed()).isEmpty();
            return run.folder().path();
        }
    }

    @Test
    void a_green_one_leaves_none_even_where_failures_are_kept() {
        assertThat(ran(false, true, MUCH).resolve("servers/n0/store")).doesNotExist();
    }

    @Test
    void a_red_one_leaves_an_archive_of_them() throws IOException {
        Path cell = ran(true, false, MUCH);
        assertThat(cell.resolve("servers/n0/store")).doesNotExist();
        try (ZipFile zip = new ZipFile(cell.resolve("stores.zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName())).containsExactly("servers/n0/store/1.blk");
        }
        assertThat(notes).isEmpty();
    }

    @Test
    void a_red_one_keeps_them_as_they_are_where_that_was_asked_for() {
        Path cell = ran(true, true, 0);
        assertThat(cell.resolve("servers/n0/store/1.blk")).hasSize(STORED);
        assertThat(cell.resolve("stores.zip")).doesNotExist();
        assertThat(notes).isEmpty();
    }

    @Test
    void an_archive_is_as_large_as_was_asked_for_and_the_rest_is_named() throws IOException {
        Path cell = ran(true, false, STORED - 1);
        assertThat(cell.resolve("servers/n0/store")).doesNotExist();
        assertThat(cell.resolve("left-out.txt")).hasContent("servers/n0/store/1.blk " + STORED);
        try (ZipFile zip = new ZipFile(cell.resolve("stores.zip").toFile())) {
            assertThat(zip.stream().map(entry -> entry.getName())).containsExactly("left-out.txt");
        }
        assertThat(notes).singleElement().asString()
                .contains("too large: left out 1 files", cell.resolve("left-out.txt").toString());
    }

    /** Its one server has a store, and ends untold where the cell is to be red. */
    private record OneStore(boolean red) implements Platform {
        @Override
        public String name() {
            return "one store";
        }

        @Override
        public Set<String> provides() {
            return Set.of();
        }

        @Override
        public Cluster create(ClusterSpec spec) {
            try {
                Path store = Files.createDirectories(spec.folder().server("n0").resolve("store"));
                Files.write(store.resolve("1.blk"), new byte[STORED]);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (red) {
                spec.emit(at -> new Event.ServerEnded(at, "n0", "v1.0.0", false, 2, 7, 1, List.of("panic: it is over")));
            }
            return new EmptyCluster();
        }

        @Override
        public void close() {
            // There is nothing.
        }
    }
}
