package natscompat.deployer.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real")
class ServerClockTest {
    @BeforeAll
    static void possible() {
        Assumptions.assumeTrue(ServerClock.obstacle().isEmpty(), () -> String.valueOf(ServerClock.obstacle()));
    }

    @Test
    void a_process_gets_another_time_of_day_and_the_true_one_back() throws IOException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                ClockTeller.class.getName()).start();
        try (BufferedReader said = child.inputReader()) {
            assertThat(off(child, said)).isCloseTo(0, within(2_000L));
            shift(child, Duration.ofHours(1));
            assertThat(off(child, said)).isCloseTo(3_600_000, within(2_000L));
            shift(child, Duration.ofSeconds(-45));
            assertThat(off(child, said)).isCloseTo(-45_000, within(2_000L));
            shift(child, Duration.ZERO);
            assertThat(off(child, said)).isCloseTo(0, within(2_000L));
        } finally {
            child.destroyForcibly();
        }
    }

    /** A signal may have come while it asked for the time: it would go back into the midst of the new code. */
    @Test
    void the_clock_of_a_process_that_handles_a_signal_is_left_alone() throws IOException {
        Process child = new ProcessBuilder("env", "--block-signal=URG", "sleep", "60").start();
        try {
            Waiting.until("the signal to be held back", Duration.ofSeconds(5), Duration.ofMillis(10), () -> held(child)
                    ? Waiting.Look.there(true)
                    : Waiting.Look.notYet("not held back"));
            assertThatThrownBy(() -> shift(child, Duration.ofHours(1))).hasMessageContaining("handling a signal");
        } finally {
            child.destroyForcibly();
        }
    }

    private static boolean held(Process child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/status")).contains("SigBlk:\t0000000000400000")
                    && child.info().command().filter(command -> command.endsWith("/sleep")).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private static long off(Process child, BufferedReader said) throws IOException {
        OutputStream asks = child.getOutputStream();
        asks.write('?');
        asks.flush();
        return Long.parseLong(said.readLine()) - System.currentTimeMillis();
    }

    private static void shift(Process child, Duration by) {
        String pid = Long.toString(child.pid());
        ServerClock.shift(child.pid(), by, new ServerClock.Pausing() {
            @Override
            public void stop() {
                Tool.run("kill", "-s", "STOP", pid);
            }

            @Override
            public void go() {
                Tool.run("kill", "-s", "CONT", pid);
            }
        });
    }
}
