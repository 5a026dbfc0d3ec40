package natscompat.model.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import natscompat.model.history.Operation;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HistoryWriterTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsRecordedIsReadInTheOrderOfCompletion() throws IOException {
        List<Operation> recorded = List.of(Samples.plain(2), Samples.operation(1), Samples.plain(3));
        try (HistoryWriter history = new HistoryWriter(folder)) {
            recorded.forEach(history::record);
            assertThat(history.recorded()).isEqualTo(3);
        }
        assertThat(new CellFolder(folder).history()).isEqualTo(recorded);
    }

    @Test
    void aFullSegmentIsGzippedAndTheNextBegins() throws IOException {
        try (HistoryWriter history = writer(64, 2_000)) {
            LongStream.rangeClosed(1, 50).mapToObj(Samples::plain).forEach(history::record);
        }
        assertThat(names()).contains("history-0.jsonl.gz", "history-1.jsonl.gz").doesNotContain("history-0.jsonl");
        assertThat(new CellFolder(folder).history()).extracting(Operation::id).containsExactlyElementsOf(numbers(50));
    }

    @Test
    void theEleventhSegmentComesAfterTheSecond() throws IOException {
        try (HistoryWriter history = writer(64, 1)) {
            LongStream.rangeClosed(1, 12).mapToObj(Samples::plain).forEach(history::record);
        }
        assertThat(names()).contains("history-11.jsonl.gz");
        assertThat(new CellFolder(folder).history()).extracting(Operation::id).containsExactlyElementsOf(numbers(12));
    }

    @Test
    void aProcessThatDiedInItsLastLineLosesThatLineOnly() throws IOException {
        try (HistoryWriter history = new HistoryWriter(folder)) {
            history.record(Samples.plain(1));
            history.record(Samples.plain(2));
        }
        Path file = folder.resolve("history-0.jsonl");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() - 20));
        assertThat(new CellFolder(folder).history()).extracting(Operation::id).containsExactly(1L);
    }

    @Test
    void aBrokenLineInTheMiddleIsNotPassedOver() throws IOException {
        try (HistoryWriter history = new HistoryWriter(folder)) {
            history.record(Samples.plain(1));
        }
        Path file = folder.resolve("history-0.jsonl");
        Files.writeString(file, "{\"id\":\n" + Json.line(Samples.plain(3)) + "\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new CellFolder(folder).history()).isInstanceOf(IOException.class).hasMessageContaining("line 2");
    }

    @Test
    void aProcessThatDiedWhileGzippingDoublesNothing() throws IOException {
        try (HistoryWriter history = writer(64, 1)) {
            history.record(Samples.plain(1));
            history.record(Samples.plain(2));
        }
        Files.writeString(folder.resolve("history-0.jsonl"), Json.line(Samples.plain(1)) + "\n");
        Files.writeString(folder.resolve("history-1.jsonl.gz.part"), "half of a file");
        assertThat(new CellFolder(folder).history()).extracting(Operation::id).containsExactly(1L, 2L);
    }

    @Test
    void manyClientsLoseNothing() throws Exception {
        try (HistoryWriter history = writer(16, 10_000)) {
            List<Thread> clients = new ArrayList<>();
            for (int client = 0; client < 8; client++) {
                clients.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 200; i++) {
                        history.admit();
                        history.record(Samples.plain(history.nextId()));
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }
            assertThat(history.recorded()).isEqualTo(1600);
        }
        assertThat(new CellFolder(folder).history())
                .extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(numbers(1600));
    }

    @Test
    void aClientThatHasToWaitIsCountedAsAStallOfOurs() throws Exception {
        SlowDisk disk = new SlowDisk();
        HistoryWriter history = new HistoryWriter(folder, 8, Long.MAX_VALUE, file -> disk);
        history.record(Samples.plain(1));
        disk.entered();
        for (int i = 2; i <= 9; i++) {
            history.record(Samples.plain(i));
        }
        Thread client = Thread.ofVirtual().start(history::admit);
        Waiting.pause("a stall that can be seen", Duration.ofMillis(40));
        assertThat(client.isAlive()).as("it waits").isTrue();
        disk.letGo();
        client.join();
        assertThat(history.drainStalledNanos()).isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(history.drainStalledNanos()).as("drained").isZero();
        history.close();
    }

    @Test
    void whenTheDiskIsFullNobodyHangsAndClosingSaysSo() throws IOException {
        HistoryWriter history = new HistoryWriter(folder, 8, 1, file -> {
            if (file.endsWith("history-1.jsonl")) {
                throw new IOException("No space left on device");
            }
            return Files.newOutputStream(file);
        });
        for (int i = 0; i < 100; i++) {
            history.admit();
            history.record(Samples.plain(history.nextId()));
        }
        assertThat(Waiting.reached("the failure", Duration.ofSeconds(5), Duration.ofMillis(5),
                () -> history.failure().isPresent())).isTrue();
        assertThatThrownBy(history::close)
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("No space left on device");
    }

    @Test
    void closingTwiceAndRecordingAfterwardsDoNoHarm() throws IOException {
        HistoryWriter history = new HistoryWriter(folder);
        history.record(Samples.plain(1));
        history.close();
        history.close();
        history.record(Samples.plain(2));
        assertThat(new CellFolder(folder).history()).hasSize(1);
    }

    private HistoryWriter writer(int queue, long segmentBytes) throws IOException {
        return new HistoryWriter(folder, queue, segmentBytes, Files::newOutputStream);
    }

    /** Takes nothing until it may. */
    private static final class SlowDisk extends OutputStream {
        private final CountDownLatch may = new CountDownLatch(1);
        private final CountDownLatch entered = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            entered.countDown();
            try {
                may.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        }

        /** Waits until the first write is stuck. */
        void entered() throws InterruptedException {
            entered.await();
        }

        void letGo() {
            may.countDown();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    private static List<Long> numbers(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
