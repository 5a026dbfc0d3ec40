package natscompat.deployer.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.deployer.host.LoopMounts;
import natscompat.deployer.process.StartTime;
import natscompat.model.time.Waiting;

/**
 * Finds processes that a dead run left behind: each carries its owner (process id, PID namespace and start time of the tool
 * that started it) in its environment, and only those whose owner is known to be gone are left-overs, so another living
 * run is never touched, nor one in a container. Its addresses need no cleaning: a claim is a socket and ends with its
 * owner. Stateless and thread-safe.
 */
public final class Leftovers {
    private static final Path PROC = Path.of("/proc");
    private static final Duration END_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    /** What such a process is. */
    public enum Kind {
        /** A nats-server. */
        SERVER,
        /** The shell that kills servers when their tool dies. */
        GUARD
    }

    /**
     * A process without its owner.
     *
     * @param pid its process id
     * @param start tells it from a later process with the same id
     * @param kind what it is
     * @param command its command line
     * @param owner the tool, as its {@code pid@place:start}
     */
    public record Leftover(long pid, String start, Kind kind, String command, String owner) {}

    private Leftovers() {}

    /** What is there now. A guard needs up to a second after the end of its tool: it may still be seen at work. */
    public static List<Leftover> list() {
        return marked().stream()
                .filter(left -> dead(left.owner()))
                .toList();
    }

    /**
     * Ends what {@link #list} shows.
     *
     * @return what was ended; what could not be ended within 10 s is not in it
     */
    public static List<Leftover> clean() {
        List<Leftover> ended = new ArrayList<>();
        for (Leftover left : list()) {
            Optional<ProcessHandle> handle = ProcessHandle.of(left.pid()).filter(h -> still(left));
            handle.ifPresent(ProcessHandle::destroyForcibly);
            if (Waiting.reached("the end of process " + left.pid(), END_LIMIT, POLL, () -> !still(left))) {
                ended.add(left);
            }
        }
        return List.copyOf(ended);
    }

    /** Small disks that are still mounted though the tool that made them is gone. */
    public static List<LoopMounts.Mount> mounts() {
        return LoopMounts.list().stream().filter(mount -> dead(mount.owner())).toList();
    }

    /** Unmounts what {@link #mounts} shows, and deletes files that were about to be mounted; the mounts that are gone then. */
    public static List<LoopMounts.Mount> cleanMounts() {
        LoopMounts.images().stream().filter(image -> dead(image.owner())).forEach(image -> image.path().toFile().delete());
        return mounts().stream().filter(LoopMounts::end).toList();
    }

    private static boolean dead(String owner) {
        return Owner.parse(owner).filter(Owner::gone).isPresent();
    }

    private static boolean still(Leftover left) {
        return StartTime.of(left.pid()).filter(left.start()::equals).isPresent();
    }

    /** Every process that carries an owner, dead or alive. */
    static List<Leftover> marked() {
        return Files.isDirectory(PROC.resolve("self")) ? fromProc() : fromPs();
    }

    private static List<Leftover> fromProc() {
        List<Leftover> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(PROC)) {
            entries.filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
                    .forEach(entry -> read(entry).ifPresent(found::add));
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(found);
    }

    /** Empty for processes of other users, which cannot be read, and for those without an owner. */
    private static Optional<Leftover> read(Path entry) {
        try {
            String environment = text(entry.resolve("environ"));
            String command = text(entry.resolve("cmdline")).replace('\0', ' ').strip();
            long pid = Long.parseLong(entry.getFileName().toString());
            return Stream.of(environment.split("\0"))
                    .filter(variable -> variable.startsWith(Owner.VARIABLE + "="))
                    .findFirst()
                    .flatMap(variable -> leftover(pid, command, variable.substring(Owner.VARIABLE.length() + 1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    /** Where there is no /proc, ps shows the environment after the command. */
    private static List<Leftover> fromPs() {
        try {
            Process ps = new ProcessBuilder("ps", "-axEww", "-o", "pid=,command=").start();
            String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.lines().flatMap(line -> parse(line).stream()).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Leftover> parse(String line) {
        String stripped = line.strip();
        int marker = stripped.indexOf(" " + Owner.VARIABLE + "=");
        int space = stripped.indexOf(' ');
        if (marker < 0 || space > marker) {
            return Optional.empty();
        }
        String owner = stripped.substring(marker + Owner.VARIABLE.length() + 2).split(" ")[0];
        return leftover(Long.parseLong(stripped.substring(0, space)), stripped.substring(space + 1, marker), owner);
    }

    private static Optional<Leftover> leftover(long pid, String command, String owner) {
        Kind kind = command.contains(Guard.TITLE) ? Kind.GUARD : Kind.SERVER;
        int script = command.indexOf(Guard.TITLE);
        String shown = kind == Kind.GUARD ? command.substring(script) : command;
        return StartTime.of(pid).map(start -> new Leftover(pid, start, kind, shown, owner));
    }
}
