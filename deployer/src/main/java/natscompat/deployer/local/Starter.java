package natscompat.deployer.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts processes, all of them from one platform thread that lives as long as this starter: what the kernel ties to the
 * thread that forked (a parent-death signal of a wrapper, for one) then never fires early. Thread-safe.
 */
final class Starter implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final Owner owner = Owner.self();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("process-starter").daemon().factory());

    /** Whose processes these are. */
    Owner owner() {
        return owner;
    }

    /** Starts it, marked as ours. */
    Process start(ProcessBuilder builder) throws IOException {
        owner.mark(builder.environment());
        Future<Process> started = thread.submit(builder::start);
        try {
            return started.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            started.cancel(false);
            throw new IOException("interrupted while starting " + builder.command().getFirst(), e);
        } catch (ExecutionException e) {
            throw new IOException("start " + builder.command().getFirst() + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            started.cancel(false);
            throw new IOException("the machine did not start " + builder.command().getFirst() + " within "
                    + LIMIT_SECONDS + " s", e);
        }
    }

    /** A command that runs one of our scripts with these arguments. */
    static List<String> script(String name, String title, List<String> arguments) throws IOException {
        try (InputStream in = Starter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not packed into the deployer");
            }
            List<String> command = new ArrayList<>(
                    List.of("/bin/sh", "-c", new String(in.readAllBytes(), StandardCharsets.UTF_8), title));
            command.addAll(arguments);
            return List.copyOf(command);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
