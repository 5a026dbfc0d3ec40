package natscompat.publish.leftover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, told from a later one that got the same id by its start time, and from one of another host or container
 * by its place.
 *
 * @param place eight hex digits that stand for host and process namespace
 * @param pid its process id
 * @param start when it began: clock ticks since boot (Linux), else milliseconds since 1970
 */
public record Owner(String place, long pid, long start) {
    /** How {@link #text()} looks. */
    static final Pattern FORM = Pattern.compile("([0-9a-f]{8})-(\\d+)-(\\d+)");

    /** Field 22 of /proc/PID/stat is the start time (proc(5)); the name before it may hold spaces, so count after it. */
    private static final int START_AFTER_NAME = 19;

    private static final Path PROC = Path.of("/proc");

    /** What is known of an owner. */
    public enum State {
        /** It runs. */
        ALIVE,
        /** It is gone. */
        DEAD,
        /** It belongs to another host or container that shares a folder with us: not for us to say. */
        ELSEWHERE
    }

    /** This process. */
    public static Owner current() {
        long pid = ProcessHandle.current().pid();
        return new Owner(here(), pid, startOf(pid).orElse(0L));
    }

    /** Reads {@link #text()}. */
    public static Optional<Owner> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches()
                ? Optional.of(new Owner(m.group(1), Long.parseLong(m.group(2)), Long.parseLong(m.group(3))))
                : Optional.empty();
    }

    /** Whether this very process still runs. A zombie does not. */
    public State state() {
        if (!place.equals(here())) {
            return State.ELSEWHERE;
        }
        return startOf(pid).filter(found -> found == start).isPresent() ? State.ALIVE : State.DEAD;
    }

    /** For names of files. */
    public String text() {
        return place + "-" + pid + "-" + start;
    }

    private static String here() {
        try {
            String host = Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
            String namespace = Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
            return String.format("%08x", (host + namespace).hashCode());
        } catch (IOException e) {
            return "00000000";
        }
    }

    private static Optional<Long> startOf(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toEpochMilli);
        }
        try {
            String text = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[0].equals("Z") || fields[0].equals("X");
            return dead ? Optional.empty() : Optional.of(Long.parseLong(fields[START_AFTER_NAME]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
