package natscompat.deployer.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * One POSIX-sh process per cluster that kills the cluster's servers when this process ends, however it ends: it reads
 * from a pipe that only we hold. A guard that was itself ended is replaced at once. Thread-safe.
 */
final class Guard implements AutoCloseable {
    /** Stands in its command line. */
    static final String TITLE = "nats-compat-guard";

    private static final Duration END_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(5);

    private final Starter starter;
    private final String cluster;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, String> watched = new ConcurrentHashMap<>();
    private Process process;
    private boolean closed;

    Guard(Starter starter, String cluster) {
        this.starter = starter;
        this.cluster = cluster;
        this.process = begin();
    }

    /** From when this returns, the process ends with us. */
    void watch(long pid, String start) {
        lock.lock();
        try {
            watched.put(pid, start);
            if (!process.isAlive() || !wrote(pid, start)) {
                replace();
            }
        } finally {
            lock.unlock();
        }
    }

    private void replace() {
        process = begin();
        watched.forEach(this::wrote);
    }

    private void gone(Process which) {
        lock.lock();
        try {
            if (!closed && which.equals(process)) {
                replace();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The process is gone: a replaced guard need not hear of it. */
    void forget(long pid) {
        watched.remove(pid);
    }

    /** The guard's process id now. */
    long pid() {
        lock.lock();
        try {
            return process.pid();
        } finally {
            lock.unlock();
        }
    }

    private boolean wrote(long pid, String start) {
        try {
            OutputStream out = process.getOutputStream();
            out.write((pid + " " + start + "\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Process begin() {
        try {
            List<String> inner = Starter.script("guard.sh", TITLE, List.of(cluster));
            ProcessBuilder builder = new ProcessBuilder(Session.own(inner));
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            Process begun = starter.start(builder);
            // Its first line says that it ignores signals from now on.
            String said = begun.inputReader().readLine();
            if (!"ready".equals(said)) {
                throw new IOException("it said " + said + " instead of ready");
            }
            begun.onExit().thenAccept(this::gone);
            return begun;
        } catch (IOException e) {
            throw Failure.environment("start the guard of " + cluster, String.valueOf(e.getMessage()),
                    "A POSIX shell must be there as /bin/sh.").causedBy(e);
        }
    }

    /** Closes the pipe: whatever still runs is killed. Returns when the guard is gone. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        } finally {
            lock.unlock();
        }
        try {
            if (!Waiting.reached("the end of the guard of " + cluster, END_LIMIT, POLL, () -> !process.isAlive())) {
                process.destroyForcibly();
            }
        } catch (Waiting.Interrupted e) {
            // Nobody waits for it any more; with its pipe closed it ends by itself.
            return;
        }
    }
}
