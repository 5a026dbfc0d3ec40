package natscompat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import natscompat.deployer.local.LiveStores;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;

/** The command line as a process of its own, with a home, a cache and a temporary folder of its own. */
final class Tool implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration A_MINUTE_AND_A_HALF = Duration.ofSeconds(90);

    private final Path home;
    private final Process process;

    private Tool(Path home, Process process) {
        this.home = home;
        this.process = process;
    }

    /** Starts it; its run folder is {@code home/run}. */
    static Tool start(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), home, environment, arguments);
    }

    /** The same, and nobody else is in its process group. */
    static Tool startInItsGroup(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of("setsid"), home, environment, arguments);
    }

    /** Exactly what is typed; run folders are where they usually are, {@code home/runs}. */
    static Tool startAsTyped(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return start(List.of(), List.of(), home, environment, arguments);
    }

    private static Tool start(List<String> under, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(under, List.of("--out", home.resolve("run").toString()), home, environment, arguments);
    }

    private static Tool start(
            List<String> under, List<String> more, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(under);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dnats-compat.home=" + home,
                "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(more);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("TMPDIR", Files.createDirectories(home.resolve("tmp")).toString());
        builder.environment().put("NATS_COMPAT_CACHE", home.resolve("cache").toString());
        builder.environment().putAll(environment);
        builder.redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile());
        return new Tool(home, builder.start());
    }

    RunFolder run() {
        return new RunFolder(home.resolve("run"));
    }

    String said() throws IOException {
        return Files.readString(home.resolve("err"));
    }

    /** What it has printed to stdout so far. */
    String printed() throws IOException {
        return Files.readString(home.resolve("out"));
    }

    /** Waits until it has said that on stderr. */
    void awaitSaid(String words) {
        Waiting.until("the words " + words, A_MINUTE_AND_A_HALF, POLL, () -> {
            try {
                return said().contains(words) || !process.isAlive()
                        ? Waiting.Look.there(true)
                        : Waiting.Look.notYet(said());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    void signal(String name) throws IOException, InterruptedException {
        send(name, process.pid());
    }

    /** To everybody in the process group that {@link #startInItsGroup} made. */
    void signalGroup(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, "--", "-" + process.pid()).start().waitFor();
    }

    /** Processes other than the tool itself whose command line or environment names its home. */
    List<Long> others() throws IOException {
        List<Long> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            for (Path entry : entries.toList()) {
                String pid = entry.getFileName().toString();
                if (pid.chars().allMatch(Character::isDigit) && Long.parseLong(pid) != process.pid() && ours(entry)) {
                    found.add(Long.parseLong(pid));
                }
            }
        }
        return found;
    }

    /** Those of them that are nats-servers. */
    List<Long> servers() throws IOException {
        List<Long> found = new ArrayList<>();
        for (long pid : others()) {
            if (text(Path.of("/proc", String.valueOf(pid), "cmdline")).contains("nats.conf")) {
                found.add(pid);
            }
        }
        return found;
    }

    /** What the kernel says of a process: {@code T} is stopped, {@code S} and {@code R} run; {@code -} when it is gone. */
    static char state(long pid) {
        String stat = text(Path.of("/proc", String.valueOf(pid), "stat"));
        char state = stat.isEmpty() ? 'X' : stat.charAt(stat.lastIndexOf(')') + 2);
        return state == 'Z' || state == 'X' ? '-' : state;
    }

    /** Whether the name of that folder says that it is the tool's. */
    boolean owns(Path folder) {
        return folder.getFileName().toString().contains("-" + process.pid() + "@");
    }

    static void send(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    }

    private boolean ours(Path entry) {
        return text(entry.resolve("cmdline")).contains(home.toString())
                || text(entry.resolve("environ")).contains(home.toString());
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether it, and everything that it started, is gone within that time. */
    boolean gone(Duration limit) {
        return Waiting.reached("the end of the tool and its servers", limit, POLL, () -> {
            try {
                return !process.isAlive() && others().isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    int exit() throws InterruptedException {
        return process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Ends it, and removes what tools that were killed left in memory. */
    @Override
    public void close() {
        process.destroyForcibly();
        gone(Duration.ofSeconds(5));
        LiveStores.clean();
    }
}
