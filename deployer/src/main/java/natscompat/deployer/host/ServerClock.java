package natscompat.deployer.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * Gives one process a time of day of its own, without root. nats-server is a static Go program, so no library can be put
 * before it (LD_PRELOAD), and it asks the kernel for the time through code that the kernel maps into it ({@link Vdso}):
 * that code is replaced, in this process alone, by a system call whose answer is shifted. Monotonic time, which timers and
 * elections go by, stays as it is, as when a clock is set. Linux on x86-64. Stateless and thread-safe.
 */
public final class ServerClock {
    private static final String FUNCTION = "__vdso_clock_gettime";
    /** mov eax,228; syscall; test edi,edi; jne end; mov rcx,SECONDS; add [rsi],rcx; end: ret. Only CLOCK_REALTIME is 0. */
    private static final String BEFORE_SECONDS = "b8e40000000f0585ff750d48b9";

    private static final String AFTER_SECONDS = "48010ec3";
    private static final Duration STOPPED = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(1);
    private static final int TRIES = 200;
    private static final String BLOCKED = "SigBlk:";
    private static final long SIGURG = 1L << (23 - 1);

    private ServerClock() {}

    /** Stops a process from running and lets it go on. */
    public interface Pausing {
        /** Sends SIGSTOP. */
        void stop();

        /** Sends SIGCONT. */
        void go();
    }

    /** Why this host does not allow it, tried on a child of our own; empty when it does. */
    static Optional<String> obstacle() {
        boolean here = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
        if (!here) {
            return Optional.of("it needs Linux on x86-64, this is " + System.getProperty("os.name").toLowerCase(Locale.ROOT)
                    + " on " + System.getProperty("os.arch"));
        }
        try {
            Process child = new ProcessBuilder("/bin/sleep", "5").start();
            try {
                Vdso.Function function = Vdso.find(child.pid(), FUNCTION);
                byte[] code = code(0);
                if (function.length() < code.length) {
                    return Optional.of("the kernel's code for the time is too short to be replaced");
                }
                Vdso.of(child.pid()).write(child.pid(), function.offset(), code);
                return Optional.empty();
            } finally {
                child.destroyForcibly();
            }
        } catch (IOException e) {
            return Optional.of("the memory of a child cannot be written: " + e.getMessage());
        }
    }

    /**
     * From when this returns, its time of day is off by so much; zero gives the true time back.
     *
     * @param by whole seconds, forward or backward
     * @throws natscompat.model.failure.FailureException when the process is gone or its memory cannot be written
     */
    public static void shift(long pid, Duration by, Pausing pausing) {
        try {
            Vdso.Function function = Vdso.find(ProcessHandle.current().pid(), FUNCTION);
            Vdso own = Vdso.of(ProcessHandle.current().pid());
            int length = code(0).length;
            byte[] bytes = by.isZero()
                    ? own.read(ProcessHandle.current().pid(), function.offset(), length)
                    : code(by.toSeconds());
            Vdso its = Vdso.of(pid);
            for (int i = 0; i < TRIES; i++) {
                pausing.stop();
                try {
                    if (stopped(pid) && nobodyIn(its, pid)) {
                        its.write(pid, function.offset(), bytes);
                        return;
                    }
                } finally {
                    pausing.go();
                }
                Waiting.pause("a thread to leave the kernel's code for the time", POLL);
            }
            throw new IOException("some thread was asking for the time, or handling a signal, at each of " + TRIES + " looks");
        } catch (IOException e) {
            throw Failure.deploy("shift the time of process " + pid + " by " + by.toSeconds() + " s",
                    String.valueOf(e.getMessage()), "Another fault may have ended it: see the events.").causedBy(e);
        }
    }

    private static byte[] code(long seconds) {
        byte[] before = HexFormat.of().parseHex(BEFORE_SECONDS);
        byte[] after = HexFormat.of().parseHex(AFTER_SECONDS);
        return ByteBuffer.allocate(before.length + Long.BYTES + after.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(before)
                .putLong(seconds)
                .put(after)
                .array();
    }

    private static boolean stopped(long pid) throws IOException {
        List<Path> threads = threads(pid);
        return Waiting.reached("process " + pid + " to stop", STOPPED, POLL, () -> threads.stream().allMatch(thread -> {
            try {
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                return "Tt".indexOf(stat.charAt(stat.lastIndexOf(')') + 2)) >= 0;
            } catch (IOException e) {
                return true;
            }
        }));
    }

    /**
     * A thread that stands in the code that is replaced would go on in the midst of the new one, and so would one that handles
     * a signal which came while it stood there.
     */
    private static boolean nobodyIn(Vdso vdso, long pid) throws IOException {
        for (Path thread : threads(pid)) {
            if (handlesSignal(thread)) {
                return false;
            }
            String[] words = Files.readString(thread.resolve("syscall"), StandardCharsets.US_ASCII).strip().split(" ");
            String last = words[words.length - 1];
            if (!last.startsWith("0x") || vdso.holds(Long.parseUnsignedLong(last.substring(2), 16))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Go's handlers hold back every signal while they run ({@code setsig} in runtime/os_linux.go fills {@code sa_mask}), and no thread of a
     * Go program that runs anything else holds back SIGURG, by which the runtime preempts.
     */
    private static boolean handlesSignal(Path thread) throws IOException {
        String blocked = Files.readAllLines(thread.resolve("status"), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith(BLOCKED))
                .findFirst()
                .orElseThrow(() -> new IOException("the kernel does not tell which signals " + thread + " holds back"));
        return (Long.parseUnsignedLong(blocked.substring(BLOCKED.length()).strip(), 16) & SIGURG) != 0;
    }

    private static List<Path> threads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.toList();
        }
    }
}
