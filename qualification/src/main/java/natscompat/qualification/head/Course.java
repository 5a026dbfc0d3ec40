package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import natscompat.model.rundir.Json;

/**
 * How far a head has come: waiting for its order, running, ended, fetched. What was asked of it is on disk before it is
 * answered, so that a head that begins again knows it. Thread-safe.
 */
final class Course {
    private final Path root;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Order> order = Optional.empty();
    private Optional<String> stop = Optional.empty();
    private Optional<Consumer<String>> stopper = Optional.empty();
    private Optional<Manifest> manifest = Optional.empty();
    private boolean fetched;

    /**
     * Reads what an earlier process was asked.
     *
     * @param root the head's volume
     */
    Course(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(notes());
        if (Files.exists(orderFile())) {
            order = Optional.of(Json.read(orderFile(), Order.class));
        }
        if (Files.exists(stopFile())) {
            stop = Optional.of(Files.readString(stopFile()));
        }
    }

    /** What the head keeps for itself. */
    Path notes() {
        return root.resolve("head");
    }

    private Path orderFile() {
        return notes().resolve("order.json");
    }

    private Path stopFile() {
        return notes().resolve("stop.txt");
    }

    /** The run folder, once there is an order. */
    Path folder() {
        return root.resolve("runs").resolve(order().map(Order::run).orElseThrow());
    }

    Optional<Order> order() {
        lock.lock();
        try {
            return order;
        } finally {
            lock.unlock();
        }
    }

    /** Takes an order; the same one again changes nothing. Returns whether it is the one that counts. */
    boolean begin(Order asked) throws IOException {
        lock.lock();
        try {
            if (order.isEmpty()) {
                Json.write(orderFile(), asked);
                order = Optional.of(asked);
            }
            return order.get().equals(asked);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the run early; the first reason counts. */
    void stop(String why) throws IOException {
        lock.lock();
        try {
            if (stop.isEmpty()) {
                Path part = notes().resolve("stop.part");
                Files.writeString(part, why);
                Files.move(part, stopFile(), StandardCopyOption.ATOMIC_MOVE);
                stop = Optional.of(why);
                stopper.ifPresent(s -> s.accept(why));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why the run is to end early, or empty. */
    String stopped() {
        lock.lock();
        try {
            return stop.orElse("");
        } finally {
            lock.unlock();
        }
    }

    /** Who is told of a stop, also of one that came before. */
    void onStop(Consumer<String> told) {
        lock.lock();
        try {
            stopper = Optional.of(told);
            stop.ifPresent(told);
        } finally {
            lock.unlock();
        }
    }

    /** The run folder is as it will stay. */
    void end(Manifest whole) {
        lock.lock();
        try {
            manifest = Optional.of(whole);
        } finally {
            lock.unlock();
        }
    }

    Optional<Manifest> manifest() {
        lock.lock();
        try {
            return manifest;
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        return manifest().isPresent();
    }

    /** The command line has everything. */
    void fetched() {
        lock.lock();
        try {
            fetched = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isFetched() {
        lock.lock();
        try {
            return fetched;
        } finally {
            lock.unlock();
        }
    }
}
