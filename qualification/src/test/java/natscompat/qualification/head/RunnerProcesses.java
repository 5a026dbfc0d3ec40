package natscompat.qualification.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An Indexed Job in small: a process an index, so many side by side, three more tries when one dies. */
final class RunnerProcesses implements RunnerPods {
    private static final int TRIES = 4;

    private final URI head;
    private final Path token;
    private final Path room;
    private final AtomicInteger names = new AtomicInteger();

    RunnerProcesses(URI head, Path token, Path room) {
        this.head = head;
        this.token = token;
        this.room = room;
    }

    @Override
    public Started start(String batch, int count, int sideBySide) {
        ExecutorService lanes = Executors.newFixedThreadPool(sideBySide, Thread.ofVirtual().factory());
        Map<Integer, String> lost = new ConcurrentHashMap<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            lanes.submit(() -> {
                int failures = 0;
                int exit = run(batch, index);
                while (exit != RunCell.DONE && failures < TRIES - 1) {
                    failures += exit == RunCell.GIVEN_UP ? 0 : 1;
                    exit = run(batch, index);
                }
                if (exit != RunCell.DONE) {
                    lost.put(index, "its process ended with " + exit);
                }
            });
        }
        return new Started() {
            @Override
            public Map<Integer, String> lost() {
                return Map.copyOf(lost);
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.empty();
            }

            @Override
            public void close() {
                lanes.shutdownNow();
            }
        };
    }

    private int run(String batch, int index) {
        try {
            Path own = Files.createDirectories(room.resolve(batch + "-" + index));
            awaitEarlier(own.resolve("pid"));
            String name = own.getFileName() + "-" + names.incrementAndGet();
            Process process = java(RunnerProcess.class, own.resolve(name + ".log"), head.toString(), token.toString(),
                    batch, String.valueOf(index), name, own.toString());
            Files.writeString(own.resolve("pid"), String.valueOf(process.pid()));
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RunCell.DONE;
        }
    }

    /** A runner that an earlier head started goes on; what it left undone is for the next one. */
    private static void awaitEarlier(Path pid) throws IOException {
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid))).ifPresent(earlier -> earlier.onExit().join());
        }
    }

    /** Starts a main class with the class path of this process. */
    static Process java(Class<?> main, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }
}
