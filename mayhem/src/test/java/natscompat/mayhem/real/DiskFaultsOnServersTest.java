package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.FAILED;
import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.store.Store;
import natscompat.platform.store.Store.StoredFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

@Tag("real")
class DiskFaultsOnServersTest {
    private @Nullable RealCell started;

    /** A cluster for each test: a damaged replica may stay behind for good. */
    @BeforeEach
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        started = RealCell.of(ground(), folder, "disk", "v2.14.5");
    }

    /** Where its clusters run. */
    Ground ground() {
        return Ground.local();
    }

    @AfterEach
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    /** What the kernel says of the size of files that its process may write; empty where that process is not on this machine. */
    Optional<String> writeLimit(Server server) throws IOException {
        return Optional.of(ProcessTable.writeLimit(ProcessTable.pid(server)));
    }

    /** Carries out a fault on a follower, and gives what it kept before and after. */
    private List<Path> kept(String kind, int ordinal) throws IOException, JetStreamApi.Refused {
        return kept(kind, ordinal, () -> {});
    }

    /** The same with a witness of its own, while the server is down. */
    private List<Path> kept(String kind, int ordinal, RealCell.Witness witness) throws IOException, JetStreamApi.Refused {
        PlannedFault fault = cell().lasting(kind, kind, Role.ORDINAL, ordinal);
        cell().during(fault, () -> {
            isChanged(fault, ordinal);
            witness.look();
        });
        // A server that does not live on what was damaged gets it back, in a pod with a second heal (docs/mayhem.md).
        boolean putBack = cell().said(fault).getLast().detail().contains("what was changed was put back");
        assertThat(cell().states(fault)).as(cell().said(fault).toString()).isIn(
                List.of(PLANNED, SENT, OBSERVED, HEALED),
                putBack ? List.of(PLANNED, SENT, OBSERVED, FAILED, HEALED) : List.of());
        assertThat(cell().serverIds()).doesNotContain("silent");
        Path folder = cell().cluster.servers().get(ordinal).log().resolveSibling("damage-" + fault.id());
        return Stream.of("before", "after").map(folder::resolve).toList();
    }

    /** While it is open, what stands in the store is what was kept after the change, and not what was kept before. */
    private void isChanged(PlannedFault fault, int ordinal) throws IOException {
        Server server = cell().cluster.servers().get(ordinal);
        Store store = server.stored();
        Path folder = server.log().resolveSibling("damage-" + fault.id());
        Path before = only(folder.resolve("before"));
        String named = cell().said(fault).get(2).detail().replaceFirst(".*; (.*?): .*", "$1");
        Optional<StoredFile> changed = store.files().stream().filter(file -> file.path().equals(named)).findFirst();
        if (Files.isDirectory(before)) {
            assertThat(store.files()).isEmpty();
        } else if (changed.isPresent()) {
            byte[] now = store.read(named, 0, (int) changed.get().size());
            assertThat(only(folder.resolve("after"))).hasBinaryContent(now);
            assertThat(now).isNotEqualTo(Files.readAllBytes(before));
        } else {
            assertThat(folder.resolve("after")).isEmptyDirectory();
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void a_wiped_store_is_empty_and_filled_again_by_the_others() throws IOException, JetStreamApi.Refused {
        List<Path> kept = kept("wipe-store", 0);
        cell().cluster.awaitCaughtUp("the wiped server", Duration.ofSeconds(30));
        assertThat(only(kept.getFirst())).isNotEmptyDirectory();
        assertThat(only(kept.getLast())).isEmptyDirectory();
        assertThat(cell().cluster.servers().get(0).stored().files()).isNotEmpty();
    }

    @Test
    void a_truncated_block_is_a_third_shorter() throws IOException, JetStreamApi.Refused {
        List<Path> kept = kept("truncate-block", 1);
        assertThat(Files.size(only(kept.getLast()))).isEqualTo(Files.size(only(kept.getFirst())) * 2 / 3);
    }

    @Test
    void two_bits_are_flipped() throws IOException, JetStreamApi.Refused {
        List<Path> kept = kept("flip-bits", 1);
        byte[] before = Files.readAllBytes(only(kept.getFirst()));
        byte[] after = Files.readAllBytes(only(kept.getLast()));
        int bits = 0;
        for (int i = 0; i < before.length; i++) {
            bits += Integer.bitCount((before[i] ^ after[i]) & 0xff);
        }
        assertThat(bits).isEqualTo(2);
    }

    @Test
    void a_file_is_removed() throws IOException, JetStreamApi.Refused {
        List<Path> kept = kept("remove-file", 2);
        assertThat(kept.getFirst()).isNotEmptyDirectory();
        assertThat(kept.getLast()).isEmptyDirectory();
    }

    @Test
    void the_meta_group_of_one_server_is_damaged() throws IOException, JetStreamApi.Refused {
        List<String> snapshots = new ArrayList<>();
        List<Path> kept = kept("damage-meta", 2, () -> snapshots.addAll(metaSnapshots(cell().cluster.servers().get(2).stored())));
        assertThat(snapshots).as("what a server leaves that stopped in good order").isNotEmpty();
        assertThat(only(kept.getFirst()).getFileName().toString()).isIn(snapshots);
        assertThat(cell().cluster.servers().get(2).running()).as("on the damaged store or on its backup").isTrue();
        assertThat(only(kept.getLast())).exists().extracting(Path::getFileName).isEqualTo(only(kept.getFirst()).getFileName());
    }

    /** By name. */
    private static List<String> metaSnapshots(Store store) throws IOException {
        return store.files().stream()
                .map(StoredFile::path)
                .filter(path -> path.contains("/_meta_/"))
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> name.startsWith("snap."))
                .toList();
    }

    @Test
    void a_chunk_has_an_older_content_under_load() throws IOException, JetStreamApi.Refused {
        AtomicBoolean end = new AtomicBoolean();
        Thread load = Thread.ofVirtual().start(() -> {
            while (!end.get()) {
                try {
                    cell().publish(5);
                } catch (IOException | JetStreamApi.Refused | java.util.NoSuchElementException e) {
                    // A leader is changing; the next message may get through.
                }
                Waiting.pause("more load", Duration.ofMillis(50));
            }
        });
        List<Path> kept = kept("old-chunk", 0);
        end.set(true);
        assertThat(only(kept.getLast())).isNotEmptyFile();
        assertThat(Waiting.reached("the end of the load", Duration.ofSeconds(20), Duration.ofMillis(20),
                () -> !load.isAlive())).isTrue();
    }

    @Test
    void writes_fail_and_work_again() throws IOException, JetStreamApi.Refused {
        PlannedFault fault = cell().lasting("write-errors", "write-errors", Role.ORDINAL, 1);
        Server limited = cell().cluster.servers().get(1);
        cell().during(fault, () -> {
            assertThat(cell().said(fault).get(2).detail()).contains("Max file size 1 ");
            assertThat(writeLimit(limited).orElse("1")).isEqualTo("1");
            assertThat(cell().said(fault).get(2).detail().contains("its log has no line of it")).isEqualTo(limited.writesLog());
            List<StoredFile> before = limited.stored().files();
            try {
                cell().publish(10);
            } catch (IOException e) {
                // The server that cannot write leads the stream; it was given something to write all the same.
                assertThat(e).hasMessageContaining("no answer");
            }
            Waiting.pause("something to store", Duration.ofSeconds(1));
            assertThat(limited.stored().files()).as("nothing grows").allSatisfy(file ->
                    // A new file may have the one byte that the limit leaves.
                    assertThat(file.size()).isLessThanOrEqualTo(Math.max(1, size(before, file.path()))));
        });
        assertThat(cell().states(fault)).as(cell().said(fault).toString())
                .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(writeLimit(limited).orElse("unlimited")).as("of the life after it").isEqualTo("unlimited");
        cell().cluster.awaitCaughtUp("the server that writes again", Duration.ofSeconds(60));
        long stored = messageBytes(limited);
        cell().publish(10);
        assertThat(Waiting.reached("what it stores to grow", Duration.ofSeconds(20), Duration.ofMillis(50),
                () -> messageBytes(limited) > stored)).as("%s bytes of messages", stored).isTrue();
    }

    /** The size of all blocks of messages of the stream. */
    private static long messageBytes(Server server) {
        try {
            return server.stored().files().stream()
                    .filter(file -> file.path().contains("/streams/load/msgs/") && file.path().endsWith(".blk"))
                    .mapToLong(StoredFile::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(List<StoredFile> files, String path) {
        return files.stream().filter(file -> file.path().equals(path)).mapToLong(StoredFile::size).findFirst().orElse(0);
    }
}
