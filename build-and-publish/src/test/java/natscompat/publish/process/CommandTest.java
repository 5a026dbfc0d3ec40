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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

    /** As when Ctrl-C is pressed in a terminal: our children hear it, the program in its own session does not. */
    private static void signalGuards(String title) throws IOException, InterruptedException {
        List<ProcessHandle> guards = ProcessHandle.current().descendants()
                .filter(p -> p.info().commandLine().filter(line -> line.contains("nats-compat-guard") && line.contains(title)).isPresent())
                .toList();
        assertThat(guards).isNotEmpty();
        for (String signal : List.of("INT", "TERM", "HUP", "QUIT")) {
            for (ProcessHandle guard : guards) {
                new ProcessBuilder("kill", "-" + signal, String.valueOf(guard.pid())).start().waitFor();
            }
        }
    }

    private void awaitFile(String name) {
        assertThat(Waiting.reached(name, Duration.ofSeconds(10), Duration.ofMillis(5), () -> Files.exists(temp.resolve(name))))
                .isTrue();
    }

    @Test
    void signals_to_our_process_group_end_nothing() throws Exception {
        FutureTask<Command.Ended> run = new FutureTask<>(
                sh("touch begun-group; while [ ! -e go-on ]; do sleep 0.05; done; echo done", Duration.ofSeconds(20))::run);
        Thread.ofVirtual().start(run);
        awaitFile("begun-group");
        signalGuards("begun-group");
        Files.createFile(temp.resolve("go-on"));
        assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(new Command.Ended(0, "done\n", ""));
    }

    @Test
    void after_such_signals_a_program_still_ends_with_us() throws Exception {
        Thread running = Thread.ofVirtual().unstarted(() -> assertThatThrownBy(
                () -> sh("echo $$ >child; touch begun-end; exec sleep 62", Duration.ofSeconds(60)).run()));
        running.start();
        awaitFile("begun-end");
        signalGuards("begun-end");
        running.interrupt();
        long child = Long.parseLong(Files.readString(temp.resolve("child")).strip());
        assertThat(Waiting.reached("the end of the child", Duration.ofSeconds(5), Duration.ofMillis(10),
                        () -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty()))
                .isTrue();
    }

    @Test
    void the_program_itself_can_be_told_to_end() throws IOException {
        assertThat(sh("kill -TERM $$; sleep 5; echo ignored", Duration.ofSeconds(10)).run().exit()).isEqualTo(143);
    }

    @Test
    void what_a_signal_ends_has_not_failed() throws IOException {
        Path log = Files.createFile(temp.resolve("log"));
        assertThatThrownBy(() -> sh("kill -KILL $$", Duration.ofSeconds(10)).runInto(log))
                .isInstanceOf(Command.Signalled.class)
                .hasMessageContaining("signal 9 ended sh");
    }

    @Test
    void output_is_added_to_a_log() throws IOException {
        Path log = Files.writeString(temp.resolve("log"), "before\n");

        int exit = sh("echo out; echo err >&2", Duration.ofSeconds(10)).runInto(log);

        assertThat(exit).isZero();
        assertThat(log).hasContent("before\nout\nerr\n");
    }
}
