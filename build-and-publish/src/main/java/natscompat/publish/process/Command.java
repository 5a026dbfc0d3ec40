package natscompat.publish.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import natscompat.model.time.Waiting;

/**
 * A program to run to its end. It runs under a few lines of POSIX sh that hold a pipe of ours: when the pipe ends,
 * because we closed it or because we were killed, the program and its children are killed too. Immutable and
 * thread-safe; waiting threads may be virtual.
 *
 * @param arguments the program and its arguments
 * @param folder where it runs
 * @param environment what is added to our own environment
 * @param limit after this time it is killed
 */
public record Command(List<String> arguments, Path folder, Map<String, String> environment, Duration limit) {
    private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("output").start(task);
    private static final Duration POLL = Duration.ofMillis(4);
    /** How long a program that was killed may take to be gone: it may be stuck in a write to a busy disk. */
    private static final Duration KILLED = Duration.ofSeconds(5);

    /**
     * Without setsid (macOS) only the program itself is killed; the compilers that go started then end by themselves
     * within seconds. {@code set -m} would do it in POSIX, but dash refuses it without a terminal.
     *
     * <p>A signal to our process group (Ctrl-C in a terminal) is for us: the guard ends nothing but with our pipe.
     */
    private static final String GUARD =
            """
            trap '' INT TERM HUP QUIT
            exec 3<&0
            if command -v setsid >/dev/null 2>&1; then
              (trap - INT TERM HUP QUIT; exec setsid "$@" </dev/null 3<&-) &
            else
              (trap - INT TERM HUP QUIT; exec "$@" </dev/null 3<&-) &
            fi
            child=$!
            { read -r end <&3; kill -KILL -"$child" || kill -KILL "$child"; } >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$child"
            code=$?
            kill -KILL "$watch" 2>/dev/null
            exit "$code"
            """;

    /** From here on an exit code says, in a shell's words, that a signal ended the program: 128 and the signal. */
    private static final int SIGNALS = 128;

    /** A signal ended the program: what it was doing is neither done, nor has it failed. */
    public static final class Signalled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Signalled(String program, int signal) {
            super("signal " + signal + " ended " + program + (signal == 9
                    ? ", as the kernel does when there is too little memory" : ""));
        }
    }

    /** Copies what it is given. */
    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * How a program ended.
     *
     * @param exit its exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    public record Ended(int exit, String out, String err) {}

    /**
     * Runs it and keeps what it writes; for short answers.
     *
     * @throws IOException when it cannot be started
     * @throws Waiting.TimedOut when the limit is over
     */
    public Ended run() throws IOException {
        Process process = start(new ProcessBuilder());
        try {
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            int exit = end(process, POLL);
            return new Ended(exit, out.join(), err.join());
        } finally {
            stop(process);
        }
    }

    /**
     * Runs it with all its output added to a file.
     *
     * @return its exit code
     * @throws IOException when it cannot be started
     * @throws Waiting.TimedOut when the limit is over
     * @throws Signalled when a signal ended it
     */
    public int runInto(Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = start(builder);
        try {
            int exit = end(process, POLL.multipliedBy(5));
            if (exit >= SIGNALS) {
                throw new Signalled(arguments.getFirst(), exit - SIGNALS);
            }
            return exit;
        } finally {
            stop(process);
        }
    }

    private Process start(ProcessBuilder builder) throws IOException {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "nats-compat-guard"));
        guarded.addAll(arguments);
        builder.command(guarded).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private int end(Process process, Duration poll) {
        String name = "the end of " + String.join(" ", arguments);
        return Waiting.until(
                name,
                limit,
                poll,
                () -> process.isAlive()
                        ? Waiting.Look.notYet("still running as process " + process.pid())
                        : Waiting.Look.there(process.exitValue()));
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException("read what a program wrote", e);
                    }
                },
                VIRTUAL);
    }

    /**
     * Comes back when the guard has ended, so when all were killed: who deletes what a program wrote must not be followed
     * by a program that writes on.
     */
    private static void stop(Process process) throws IOException {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.flush();
        } catch (IOException e) {
            if (process.isAlive()) {
                process.destroyForcibly();
                throw e;
            }
        }
        try {
            Waiting.untilDespiteInterrupts("the end of killed process " + process.pid(), KILLED, POLL,
                    () -> process.isAlive() ? Waiting.Look.notYet("still there") : Waiting.Look.there(true));
        } catch (Waiting.TimedOut e) {
            process.destroyForcibly();
        }
    }
}
