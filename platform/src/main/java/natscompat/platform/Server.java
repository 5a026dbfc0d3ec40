package natscompat.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import natscompat.model.failure.Failure;
import natscompat.platform.store.FolderStore;
import natscompat.platform.store.Store;

/** One server of a cluster. Thread-safe. */
public interface Server {
    /**
     * Longest time that {@link #start} takes before it gives up, on any platform: a new pod is scheduled, pulls its images,
     * mounts its volume.
     */
    Duration LONGEST_START = Duration.ofMinutes(3);

    /** Unique in the run: {@code <cluster>-<ordinal>}; the NATS server name. */
    String name();

    /** What NATS calls it now: {@link #name()}, unless it joined anew ({@link Cluster#joinAnew}). */
    default String natsName() {
        return name();
    }

    /** From 0. */
    int ordinal();

    /** The name of the release that it is to run now. */
    String release();

    /** Where clients connect, without credentials: {@code nats://127.x.y.z:4222}. */
    String clientUrl();

    /** The process now running, if it is on this machine. */
    OptionalLong pid();

    /** Whether its process exists (a paused one does). */
    boolean running();

    /** Whether the kernel says that its process is stopped, as by SIGSTOP; empty where that cannot be seen from here. */
    default Optional<Boolean> stopped() {
        OptionalLong pid = pid();
        Path stat = Path.of("/proc", Long.toString(pid.orElse(0)), "stat");
        if (pid.isEmpty() || !Files.isReadable(stat)) {
            return Optional.empty();
        }
        try {
            // The name before the state is in brackets and may have brackets itself (proc(5)).
            String fields = Files.readString(stat);
            return Optional.of(fields.substring(fields.lastIndexOf(')') + 1).strip().startsWith("T"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks a monitoring endpoint.
     *
     * @param pathAndQuery e.g. {@code jsz?streams=1&config=1}
     * @return the document; healthz included, whatever its status code
     * @throws IOException when the server does not answer within {@code limit}
     */
    JsonNode monitor(String pathAndQuery, Duration limit) throws IOException;

    /**
     * Sends a signal. An exit that follows KILL, TERM, INT or USR2 counts as told.
     *
     * @throws natscompat.model.failure.FailureException when there is no process
     */
    void signal(Signal signal);

    /** Starts it again with its release and store. Returns once the process runs; see {@link Cluster#missing}. */
    void start();

    /**
     * Waits until its process is gone.
     *
     * @return whether it went within the limit
     */
    boolean awaitExit(Duration limit);

    /**
     * Where it stores streams ({@code jetstream.store_dir}) if that is on this machine. Only touch it while the process is not
     * running; see {@link #stored} for what every platform has.
     */
    Path store();

    /** What it stores, wherever that is. */
    default Store stored() {
        return new FolderStore(store());
    }

    /**
     * Lets every write of its process to a file fail, or no more (RLIMIT_FSIZE).
     *
     * @return what the kernel then says of that limit
     * @throws natscompat.model.failure.FailureException when there is no process, or the platform cannot do it
     */
    default String refuseWrites(boolean refuse) {
        throw Failure.bug("let writes of " + name() + " fail", "this platform cannot do it", "Name it in the fault's needs.");
    }

    /**
     * Moves its store onto a small disk of its own. Only while the process is not running, and only where the platform
     * provides {@code small-disk}.
     */
    default SmallDisk ontoSmallDisk() {
        throw Failure.bug("put " + name() + " onto a small disk", "this platform has none",
                "A fault that does this must need small-disk.");
    }

    /**
     * Lets its process see another time of day; monotonic time stays as it is. Only where the platform provides
     * {@code server-clock}. Ends with the process.
     *
     * @param by whole seconds, forward or backward; zero gives the true time back
     * @throws natscompat.model.failure.FailureException when there is no process, or its memory cannot be written
     */
    default void shiftClock(Duration by) {
        throw Failure.bug("shift the clock of " + name(), "this platform cannot do it",
                "A fault that does this must need server-clock.");
    }

    /** Its log file, of all lives. */
    Path log();

    /** Whether its process writes {@link #log} itself, so that what it cannot write is missing there at once. */
    default boolean writesLog() {
        return false;
    }
}
