package natscompat.deployer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LibcTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);

    @TempDir
    Path folder;

    @Test
    void a_process_is_stopped_and_goes_on() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            Libc.kill(process.pid(), Signal.STOP);
            assertThat(reaches(process.pid(), "T")).isTrue();
            Libc.kill(process.pid(), Signal.CONT);
            assertThat(reaches(process.pid(), "S")).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean reaches(long pid, String state) {
        return Waiting.reached("state " + state, SOON, POLL, () -> {
            try {
                String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                return stat.substring(stat.lastIndexOf(')') + 2).startsWith(state);
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void a_process_that_is_not_there_is_said() {
        assertThatThrownBy(() -> Libc.kill(Integer.MAX_VALUE, Signal.HUP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("error 3");
    }

    @Test
    void a_reader_gets_the_whole_text_and_its_end() throws IOException {
        Path pipe = folder.resolve("pipe");
        Libc.pipe(pipe);
        assertThat(Libc.feed(pipe, new byte[1])).as("nobody reads yet").isFalse();
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        try (BufferedReader out = reader.inputReader()) {
            byte[] text = "one\ntwo\n".getBytes(StandardCharsets.UTF_8);
            assertThat(Waiting.reached("a reader", SOON, POLL, () -> feed(pipe, text))).isTrue();
            assertThat(out.lines()).containsExactly("one", "two");
        } finally {
            reader.destroyForcibly();
        }
    }

    private static boolean feed(Path pipe, byte[] text) {
        try {
            return Libc.feed(pipe, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_text_that_would_not_fit_at_once_is_refused() throws IOException {
        Path pipe = folder.resolve("pipe");
        Libc.pipe(pipe);
        assertThatThrownBy(() -> Libc.feed(pipe, new byte[5000])).isInstanceOf(IOException.class);
    }

    @Test
    void the_size_of_files_of_a_process_is_limited_and_let_go() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            assertThat(WriteLimit.set(process.pid(), true)).startsWith("Max file size").contains(" 1 ");
            assertThat(WriteLimit.set(process.pid(), false)).doesNotContain(" 1 ").contains("unlimited");
        } finally {
            process.destroyForcibly();
        }
    }
}
