package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.deployer.host.Abilities;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill, fail and stall under one server. Takes root; {@code .ci/run} makes sure that it ran where it could. */
@Tag("real")
class SmallDiskOnServersTest {
    private @Nullable RealCell started;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        Assumptions.assumeTrue(Abilities.noSmallDisk().isEmpty(), () -> "a small disk: " + Abilities.noSmallDisk());
        started = RealCell.of(folder, "disks", "v2.14.5");
    }

    @AfterEach
    void end() {
        if (started != null) {
            cell().close();
        }
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private Server server() {
        return cell().cluster.servers().get(1);
    }

    private FileStore disk() throws IOException {
        return Files.getFileStore(server().store());
    }

    /** Whether a file of a test can be made in the store: empty, or what the host says. */
    private String write() {
        Path file = server().store().resolve("test-was-here");
        try {
            Files.write(file, new byte[8192]);
            Files.delete(file);
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void publish() {
        for (int i = 0; i < 20; i++) {
            try {
                cell().publish(1);
            } catch (IOException | JetStreamApi.Refused | java.util.NoSuchElementException e) {
                // Its leader may be the one that cannot write.
            }
        }
    }

    private void isWholeOn(FileStore before) throws IOException, JetStreamApi.Refused {
        assertThat(disk()).isEqualTo(before);
        assertThat(write()).isEmpty();
        cell().cluster.awaitCaughtUp("the healed disk", Duration.ofSeconds(60));
        assertThat(cell().api().request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(5))
                .path("state").path("messages").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(server().store().getParent()).isDirectoryNotContaining(path -> path.toString().contains("aside"));
    }

    @Test
    void a_full_disk_has_no_room_and_the_server_says_so() throws IOException, JetStreamApi.Refused {
        FileStore before = disk();
        PlannedFault fault = cell().lasting("disk-full", "disk-full", Role.ORDINAL, 1);
        cell().during(fault, () -> {
            assertThat(disk()).isNotEqualTo(before);
            assertThat(disk().getUsableSpace()).isLessThan(8192);
            assertThat(write()).contains("No space");
            assertThat(Waiting.reached("the server to say so", Duration.ofSeconds(40), Duration.ofMillis(100), () -> {
                publish();
                return said("no space left");
            })).isTrue();
        });
        isWholeOn(before);
    }

    @Test
    void a_read_only_store_cannot_be_written_and_the_server_says_so() throws IOException, JetStreamApi.Refused {
        FileStore before = disk();
        PlannedFault fault = cell().lasting("read-only-store", "read-only-store", Role.ORDINAL, 1);
        cell().during(fault, () -> {
            assertThat(write()).contains("Read-only");
            assertThat(Waiting.reached("the server to say so", Duration.ofSeconds(40), Duration.ofMillis(100), () -> {
                publish();
                return said("read-only file system");
            })).isTrue();
        });
        isWholeOn(before);
    }

    @Test
    void a_slow_disk_lets_writes_wait() throws IOException, JetStreamApi.Refused {
        FileStore before = disk();
        cell().during(cell().lasting("slow-disk", "slow-disk", Role.ORDINAL, 1), () -> assertThat(longestWrite(Duration.ofSeconds(3)))
                .isGreaterThan(Duration.ofMillis(50)));
        isWholeOn(before);
    }

    private Duration longestWrite(Duration time) {
        Duration longest = Duration.ZERO;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            assertThat(write()).isEmpty();
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        return longest;
    }

    private boolean said(String words) {
        try {
            return Files.readString(server().log()).contains(words);
        } catch (IOException e) {
            return false;
        }
    }
}
