package natscompat.deployer.sidecar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.deployer.process.BinaryDigests;
import natscompat.deployer.process.Libc;
import natscompat.deployer.process.StartTime;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;

/**
 * The server's process, found by the pipe that stands in its command line, whoever started it and however often. A
 * process that nobody has let through the pipe is no server yet. Thread-safe.
 */
final class ServerProcess {
    /** A process that was started a moment ago has to load and come to its configuration. */
    private static final Duration COMING = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(15);
    private static final Path PROC = Path.of("/proc");

    private final ReentrantLock starting = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final BinaryDigests digests = new BinaryDigests();
    private final StartPipe pipe;
    private final Path config;
    private final Marked marked;
    private Sight last = Sight.NONE;

    /**
     * Makes the pipe.
     *
     * @param config what the server is to read in the end
     */
    ServerProcess(Path start, Path config) throws IOException {
        this.pipe = new StartPipe(start);
        this.config = config;
        this.marked = new Marked(start.resolveSibling(start.getFileName() + ".started"));
        pipe.make();
    }

    /** What there is now. */
    Sight look() {
        lock.lock();
        try {
            if (last.pid() == 0 || !alive(last)) {
                last = find().orElse(Sight.NONE);
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** What there is once it is something else than that, or after the limit. */
    Sight look(Sight known, Duration limit) {
        Waiting.reached("a change of the server's process", limit, POLL, () -> !look().equals(known));
        return look();
    }

    private static boolean alive(Sight process) {
        return StartTime.of(process.pid()).filter(process.began()::equals).isPresent();
    }

    private Optional<Sight> find() {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path one : all) {
                long pid = Long.parseLong(one.getFileName().toString());
                Optional<String> began = isServer(one) ? StartTime.of(pid) : Optional.empty();
                if (began.isPresent()) {
                    return Optional.of(recognised(new Sight(Sight.Phase.WAITING, pid, began.get())));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isServer(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0", -1)).contains(pipe.path().toString());
        } catch (IOException e) {
            return false; // It ended between the list and the look.
        }
    }

    private Sight recognised(Sight found) throws IOException {
        return marked.read().filter(mark -> mark.process().sameProcess(found)).isPresent()
                ? found.in(Sight.Phase.RUNNING)
                : found;
    }

    /**
     * Lets the process that waits become a server.
     *
     * @param extra lines of configuration that win over the same keys of the real one
     * @throws IOException when none waits, or it ends before it has read its configuration
     */
    Sight start(String extra) throws IOException {
        starting.lock();
        try {
            Sight waiting = look();
            if (waiting.phase() != Sight.Phase.WAITING) {
                throw new IOException("no process waits to be started; there is " + waiting);
            }
            String text = text(extra);
            marked.write(waiting, text);
            if (!pipe.feed(text, () -> alive(waiting), COMING)) {
                throw new IOException("process " + waiting.pid() + " did not come to read its configuration");
            }
            return began(waiting);
        } finally {
            starting.unlock();
        }
    }

    private Sight began(Sight waiting) {
        lock.lock();
        try {
            last = waiting.in(Sight.Phase.RUNNING);
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Included by a relative path: nats-server puts its own folder before an absolute one. What comes later wins. */
    private String text(String extra) {
        Path from = pipe.path().toAbsolutePath().resolveSibling("");
        return "include \"" + from.relativize(config.toAbsolutePath()) + "\"\n" + extra + "\n";
    }

    /**
     * Sends a signal to that process and to no later one. One that reloads the configuration gets it to read.
     *
     * @throws IOException when that process does not run any more
     */
    void signal(Signal signal, Sight to) throws IOException {
        Sight now = running(to);
        Libc.kill(now.pid(), signal);
        if (signal == Signal.HUP) {
            String text = marked.read().map(Marked.Mark::text).orElseGet(() -> text(""));
            if (!pipe.feed(text, () -> alive(now), COMING)) {
                throw new IOException("process " + now.pid() + " did not come to read its configuration again");
            }
        }
    }

    /** Something that is done to what the server stores. */
    interface Work {
        /** Does it. */
        void work() throws IOException;
    }

    /**
     * Does something while the server does not run: it is not started meanwhile.
     *
     * @throws IOException when it runs
     */
    void whileDown(Work work) throws IOException {
        starting.lock();
        try {
            Sight now = look();
            if (now.runs()) {
                throw new IOException("the server runs: " + now);
            }
            work.work();
        } finally {
            starting.unlock();
        }
    }

    /** SHA-256 of the binary that it runs, lower-case hex. */
    String digest(Sight of) throws IOException {
        Sight now = running(of);
        return digests.running(now.pid(), PROC);
    }

    private Sight running(Sight asked) throws IOException {
        Sight now = look();
        if (!now.runs() || !now.sameProcess(asked)) {
            throw new IOException("process " + asked.pid() + " does not run any more; there is " + now);
        }
        return now;
    }
}
