package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskWatchTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(5);

    @TempDir
    Path folder;

    private final StopSign stop = new StopSign();

    private String why() {
        assertThat(Waiting.reached("the disk watch to end the run", LIMIT, POLL, stop::up)).isTrue();
        return stop.why().orElseThrow();
    }

    @Test
    void aDiskWithTooLittleRoomEndsTheRunAndIsNamed() {
        try (DiskWatch _ = new DiskWatch(folder, Optional.empty(), Long.MAX_VALUE, stop)) {
            assertThat(why()).isEqualTo("less than 1 GiB of disk is left under " + folder);
        }
    }

    /** What is no file system in memory has no room for stores at all, whatever its disk has. */
    @Test
    void tooLittleMemoryForTheStoresEndsTheRun() {
        try (DiskWatch _ = new DiskWatch(folder, Optional.of(Path.of("/proc")), 1, stop)) {
            assertThat(why()).isEqualTo("less than 1 GiB of memory is left for the stores");
        }
    }

    @Test
    void aDiskThatCannotBeReadEndsTheRunAndSaysSo() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Files.delete(gone);
        try (DiskWatch _ = new DiskWatch(gone, Optional.empty(), 1, stop)) {
            assertThat(why()).startsWith("the disk under " + gone + " cannot be read: ");
        }
    }

    @Test
    void whereThereIsRoomItGoesOn() {
        try (DiskWatch _ = new DiskWatch(folder, Optional.empty(), 1, stop)) {
            assertThat(Waiting.reached("a stop for no reason", Duration.ofMillis(100), POLL, stop::up)).isFalse();
        }
    }
}
