package natscompat.publish.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    @TempDir
    Path temp;

    private Command sh(String script, Duration limit) {
        return new Command(List.of("sh", "-c", script), temp, Map.of("TOLD", "yes"), limit);
    }

    @Test
    void both_streams_and_the_exit_code_come_back() throws IOException {
        assertThat(sh("echo $TOLD; echo no >&2; exit 3", Duration.ofSeconds(10)).run())
                .isEqualTo(new Command.Ended(3, "yes\n", "no\n"));
    }

    @Test
    void what_takes_too_long_is_killed_with_its_children() throws IOException {
        Command slow = sh("sleep 61 & echo $! > child; wait", Duration.ofMillis(300));

        assertThatThrownBy(slow::run).isInstanceOf(Waiting.TimedOut.class).hasMessageContaining("sleep 61");

        long child = Long.parseLong(Files.readString(temp.resolve("child")).strip());
        assertThat(Waiting.reached("the end of the child", Duration.ofSeconds(5), Duration.ofMillis(10), () -> ProcessHandle.of(child)
                        .filter(ProcessHandle::isAlive)
                        .isEmpty()))
                .isTrue();
    }

    /** Who was waiting deletes what the program wrote: it must not be there to write on. */
    @Test
    void one_that_is_not_waited_for_any_more_has_ended_when_that_is_known() throws Exception {
        Command endless = sh("echo $$ > child.part && mv child.part child; exec sleep 61", Duration.ofSeconds(60));
        Path file = temp.resolve("child");
        AtomicReference<String> end = new AtomicReference<>("it came back");
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                endless.runInto(temp.resolve("log"));
            } catch (Waiting.Interrupted e) {
                long child = Long.parseLong(read(file).strip());
                boolean alive = ProcessHandle.of(child).filter(ProcessHandle::isAlive).isPresent();
                end.set("alive: " + alive + ", interrupted: " + Thread.currentThread().isInterrupted());
            } catch (IOException e) {
                end.set(e.toString());
            }
        });
        assertThat(Waiting.reached("the child", Duration.ofSeconds(10), Duration.ofMillis(5), () -> Files.exists(file)))
                .isTrue();

        waiting.interrupt();
        waiting.join();

        assertThat(end).hasValue("alive: false, interrupted: true");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void output_is_added_to_a_log() throws IOException {
        Path log = Files.writeString(temp.resolve("log"), "before\n");

        int exit = sh("echo out; echo err >&2", Duration.ofSeconds(10)).runInto(log);

        assertThat(exit).isZero();
        assertThat(log).hasContent("before\nout\nerr\n");
    }
}
