package natscompat.deployer.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/** Runs a program of the host to its end. Stateless. */
final class Tool {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(2);
    /** Where programs of root are, which are not on everybody's path. */
    private static final List<String> SBIN = List.of("/usr/sbin", "/sbin");

    private Tool() {}

    /** Where it is. */
    static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), SBIN.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs it.
     *
     * @throws natscompat.model.failure.FailureException when it is not there, does not end within 30 s, or ends with an error
     */
    static void run(String program, String... arguments) {
        String said = attempt(program, arguments);
        if (!said.isEmpty()) {
            throw Failure.environment("run " + program + " " + String.join(" ", arguments), said,
                    "Faults that need it are left out on a host that does not allow it.");
        }
    }

    /** Runs it; why it did not work, empty when it did. */
    static String attempt(String program, String... arguments) {
        Optional<Path> found = find(program);
        if (found.isEmpty()) {
            return "there is no " + program;
        }
        List<String> command = new ArrayList<>(List.of(found.get().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            // Through a pipe: a file would stay behind when this process is killed.
            FutureTask<String> said =
                    new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
            Thread.ofVirtual().name("what " + program + " says").start(said);
            if (!Waiting.reached("the end of " + program, LIMIT, POLL, () -> !process.isAlive())) {
                process.destroyForcibly();
                return "no end within " + LIMIT.toSeconds() + " s";
            }
            return process.exitValue() == 0 ? "" : "status " + process.exitValue() + ": " + words(said);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Whoever inherited its output may hold it open after its end: what it said is not waited for that long. */
    private static String words(FutureTask<String> said) {
        Waiting.reached("the last words of a tool", LAST_WORDS, POLL, said::isDone);
        return said.state() == Future.State.SUCCESS ? said.resultNow() : "it said nothing more";
    }
}
