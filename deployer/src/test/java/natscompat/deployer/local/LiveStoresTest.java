package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveStoresTest {
    private static final Path MEMORY = LiveStores.MEMORY;

    @TempDir
    private Path run;

    @Test
    void stores_that_are_too_large_for_memory_stay_in_the_run_folder() {
        try (LiveStores stores = LiveStores.forRun(Long.MAX_VALUE, Map.of())) {
            assertThat(stores.root()).isEmpty();
            assertThat(stores.of("n0", run)).isEqualTo(run.resolve("store"));
        }
    }

    /** So that two runs of CI on one machine can each tell what is theirs. */
    @Test
    void the_environment_may_name_another_folder_in_memory() {
        assertThat(LiveStores.memory(Map.of())).isEqualTo(Path.of("/dev/shm"));
        assertThat(LiveStores.memory(Map.of(LiveStores.FOLDER, ""))).isEqualTo(Path.of("/dev/shm"));
        assertThat(LiveStores.memory(Map.of(LiveStores.FOLDER, "/dev/shm/mine"))).isEqualTo(Path.of("/dev/shm/mine"));
    }

    @Test
    void the_environment_keeps_stores_in_the_run_folder() {
        try (LiveStores stores = LiveStores.forRun(0, Map.of(LiveStores.VARIABLE, "run"))) {
            assertThat(stores.root()).isEmpty();
        }
    }

    @Test
    void a_store_in_memory_is_brought_home_and_the_folder_in_memory_is_removed() throws IOException {
        assumeTrue(LiveStores.free(MEMORY) > 1 << 20, "there is no file system in memory here");
        Path memory;
        try (LiveStores stores = LiveStores.forRun(1 << 10, Map.of())) {
            memory = stores.root().orElseThrow();
            ServerFiles files = new ServerFiles(run, stores.of("n0", run));
            Files.createDirectories(files.store().resolve("jetstream/empty"));
            Files.writeString(files.store().resolve("jetstream/1.blk"), "block");
            stores.home(files);
            assertThat(files.store()).doesNotExist();
            assertThat(run.resolve("store/jetstream/1.blk")).hasContent("block");
            assertThat(run.resolve("store/jetstream/empty")).isDirectory();
        }
        assertThat(memory).doesNotExist();
    }

    @Test
    void what_a_dead_process_left_in_memory_is_found_and_removed() throws IOException {
        assumeTrue(LiveStores.free(MEMORY) > 0, "there is no file system in memory here");
        // No process has this id and began at the first tick of the machine.
        Path left = Files.createDirectory(MEMORY.resolve("nats-compat-" + new Owner(1, Owner.self().place(), "0") + "-5"));
        Files.writeString(left.resolve("1.blk"), "block");
        try (LiveStores own = LiveStores.forRun(0, Map.of())) {
            assertThat(LiveStores.leftovers()).contains(left).doesNotContain(own.root().orElseThrow());
            assertThat(LiveStores.clean()).contains(left);
            assertThat(left).doesNotExist();
            assertThat(own.root().orElseThrow()).isDirectory();
        }
    }

    @Test
    void what_another_container_keeps_in_shared_memory_is_left_alone() throws IOException {
        assumeTrue(LiveStores.free(MEMORY) > 0, "there is no file system in memory here");
        Path theirs = Files.createDirectory(MEMORY.resolve("nats-compat-" + new Owner(1, Owner.self().place() + 1, "0") + "-6"));
        try {
            assertThat(LiveStores.leftovers()).doesNotContain(theirs);
        } finally {
            Files.delete(theirs);
        }
    }
}
