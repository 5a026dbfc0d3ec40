package natscompat.deployer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes root; {@code .ci/run} makes sure that it ran where it could. */
@Tag("real")
class SmallLoopDiskTest {
    private static final int MORE_THAN_INODES = 40_000;

    @TempDir
    Path folder;

    private Path store = Path.of("none");
    private Optional<SmallLoopDisk> disk = Optional.empty();

    @BeforeEach
    void mount() throws IOException {
        Assumptions.assumeTrue(Abilities.noSmallDisk().isEmpty(), () -> "a small disk: " + Abilities.noSmallDisk());
        store = Files.createDirectories(folder.resolve("a store"));
        Files.writeString(Files.createDirectories(store.resolve("sub")).resolve("file"), "stored");
        disk = Optional.of(SmallLoopDisk.under(store, "1@9:2"));
    }

    @AfterEach
    void unmount() {
        disk.ifPresent(SmallLoopDisk::remove);
    }

    private SmallLoopDisk disk() {
        return disk.orElseThrow();
    }

    @Test
    void a_store_moves_onto_a_disk_of_its_own_and_back_with_what_it_holds_then() throws IOException {
        assertThat(store.resolve("sub/file")).hasContent("stored");
        assertThat(LoopMounts.list()).filteredOn(mount -> mount.path().equals(store)).singleElement()
                .extracting(LoopMounts.Mount::owner).isEqualTo("1@9:2");
        assertThat(LoopMounts.images()).as("its file goes with the mount").noneMatch(image -> image.owner().equals("1@9:2"));
        Files.writeString(store.resolve("later"), "there");
        disk().remove();
        assertThat(LoopMounts.list()).noneMatch(mount -> mount.path().equals(store));
        assertThat(store.resolve("sub/file")).hasContent("stored");
        assertThat(store.resolve("later")).hasContent("there");
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(store));
        assertThat(store).isDirectoryNotContaining(path -> path.endsWith("lost+found"));
    }

    /** More files than the small disk has room for: it is mounted, and then the copy fails in the midst of it. */
    @Test
    void a_store_that_does_not_fit_stays_where_it_was() throws IOException {
        Path large = Files.createDirectories(folder.resolve("large"));
        for (int i = 0; i < MORE_THAN_INODES; i++) {
            Files.createFile(large.resolve("file-" + i));
        }
        assertThatThrownBy(() -> SmallLoopDisk.under(large, "1@9:3")).hasMessageContaining("No space");
        assertThat(LoopMounts.list()).noneMatch(mount -> mount.path().equals(large));
        assertThat(LoopMounts.images()).noneMatch(image -> image.owner().equals("1@9:3"));
        try (Stream<Path> files = Files.list(large)) {
            assertThat(files).hasSize(MORE_THAN_INODES);
        }
        assertThat(folder.resolve("large-aside")).doesNotExist();
    }

    @Test
    void a_full_disk_takes_nothing_until_it_is_cleared() throws IOException {
        disk().fill();
        assertThatThrownBy(() -> disk().write()).isInstanceOf(IOException.class).hasMessageContaining("No space");
        disk().clear();
        assertThat(disk().write()).isPositive();
    }

    @Test
    void a_disk_with_an_error_can_be_read_and_not_written() throws IOException {
        disk().failWrites();
        assertThatThrownBy(() -> disk().write()).isInstanceOf(IOException.class).hasMessageContaining("Read-only");
        assertThat(store.resolve("sub/file")).hasContent("stored");
        disk().remove();
        Files.writeString(store.resolve("later"), "written again");
    }

    @Test
    void what_is_written_waits_while_the_disk_is_held() throws IOException {
        Thread holding = Thread.ofPlatform().start(() -> disk().hold(Duration.ofMillis(600)));
        Duration longest = Duration.ZERO;
        while (holding.isAlive()) {
            Duration took = disk().write();
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        assertThat(longest).isGreaterThan(Duration.ofMillis(300));
        assertThat(disk().write()).isLessThan(Duration.ofMillis(300));
    }

    @Test
    void a_file_that_was_not_mounted_yet_is_known_by_its_owner() throws IOException {
        Path image = Files.createFile(LoopMounts.image("3@9:4", store));
        try {
            assertThat(LoopMounts.images()).contains(new LoopMounts.Image(image, "3@9:4"));
        } finally {
            Files.delete(image);
        }
    }

    @Test
    void what_a_dead_tool_left_mounted_is_ended() {
        LoopMounts.Mount mount = LoopMounts.list().stream().filter(m -> m.path().equals(store)).findFirst().orElseThrow();
        assertThat(LoopMounts.end(mount)).isTrue();
        assertThat(LoopMounts.list()).doesNotContain(mount);
        disk = Optional.empty();
    }
}
