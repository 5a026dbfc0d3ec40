package natscompat.mayhem.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** What the host says of servers' processes, looked at every few milliseconds. Knows nothing of faults. */
final class ProcessTable implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(3);

    private final Map<Server, List<Long>> lives = new ConcurrentHashMap<>();
    private final Map<Server, Set<Character>> states = new ConcurrentHashMap<>();
    private final Set<Integer> together = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Thread thread;

    private ProcessTable(List<Server> servers) {
        servers.forEach(server -> {
            lives.put(server, new ArrayList<>());
            states.put(server, ConcurrentHashMap.newKeySet());
        });
        look(servers);
        thread = Thread.ofPlatform().name("process-table").start(
                () -> Waiting.reached("the end of the watch", Duration.ofHours(1), POLL, () -> {
                    look(servers);
                    return ending.get();
                }));
    }

    static ProcessTable watch(List<Server> servers) {
        return new ProcessTable(servers);
    }

    private void look(List<Server> servers) {
        Map<Character, Integer> counts = new HashMap<>();
        for (Server server : servers) {
            long pid = pid(server);
            char state = state(pid);
            states.getOrDefault(server, Set.of()).add(state);
            counts.merge(state, 1, Integer::sum);
            List<Long> of = lives.getOrDefault(server, List.of());
            if (state != GONE && (of.isEmpty() || of.getLast() != pid)) {
                of.add(pid);
            }
        }
        together.add(counts.getOrDefault(GONE, 0));
    }

    /** No process of that id, or one that only its parent still knows. */
    static final char GONE = '-';

    /** The process that the server itself wrote down last. */
    static long pid(Server server) {
        try {
            return Long.parseLong(Files.readString(server.store().resolveSibling("nats.pid")).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** {@code T} is stopped, {@code S} and {@code R} run. */
    static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X' ? GONE : state;
        } catch (IOException e) {
            return GONE;
        }
    }

    /** When it began, in hundredths of a second since the host did; a process that becomes another program stays the same. */
    static long began(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        // Field 22 (proc(5)); the name before the third one is in brackets and may have blanks.
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
    }

    /** The soft limit of the size of files that it may write: bytes, or {@code unlimited}. */
    static String writeLimit(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/limits")).stream()
                .filter(line -> line.startsWith("Max file size"))
                .map(line -> line.split(" {2,}", -1)[1])
                .findFirst()
                .orElse("no limit is told");
    }

    /** Process ids that the server had, in order. */
    List<Long> lives(Server server) {
        return List.copyOf(lives.getOrDefault(server, List.of()));
    }

    /** States that its process was in. */
    Set<Character> states(Server server) {
        return new HashSet<>(states.getOrDefault(server, Set.of()));
    }

    /** How many servers had no process at one look, at most. */
    int mostGone() {
        return together.stream().max(Integer::compare).orElse(0);
    }

    @Override
    public void close() {
        ending.set(true);
        Waiting.reached("the end of the watch", Duration.ofSeconds(10), POLL, () -> !thread.isAlive());
    }
}
