package natscompat.publish.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TreesTest {
    private static final Duration A_WHILE = Duration.ofMillis(400);

    @TempDir
    Path temp;

    /** What compilers do until they are killed: they write into a folder that is there, and make none. */
    private static Thread writer(Path folder, AtomicInteger written, CountDownLatch deleting) {
        return Thread.ofPlatform().daemon().start(() -> {
            long until = Long.MAX_VALUE;
            while (System.nanoTime() < until) {
                if (until == Long.MAX_VALUE && deleting.getCount() == 0) {
                    until = System.nanoTime() + A_WHILE.toNanos();
                }
                try {
                    Files.createFile(folder.resolve("object-" + written.incrementAndGet()));
                } catch (IOException e) {
                    // The folder is gone.
                    return;
                }
            }
        });
    }

    @Test
    void a_thread_that_was_told_to_end_deletes_what_is_still_written_to() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("work/scratch"));
        AtomicInteger written = new AtomicInteger();
        CountDownLatch deleting = new CountDownLatch(1);
        List<Thread> writers = IntStream.range(0, 8).mapToObj(_ -> writer(folder, written, deleting)).toList();
        assertThat(Waiting.reached("many files", Duration.ofSeconds(10), Duration.ofMillis(1), () -> written.get() > 500))
                .isTrue();

        deleting.countDown();
        Thread.currentThread().interrupt();
        Trees.delete(temp.resolve("work"));

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(temp).isEmptyDirectory();
    }
}
