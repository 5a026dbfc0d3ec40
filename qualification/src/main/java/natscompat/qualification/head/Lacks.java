package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/** What a runner could not run its cell for, on disk, so that a head that begins again knows it. Thread-safe. */
final class Lacks {
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Failure> first = Optional.empty();

    /** Reads what an earlier process was told. */
    Lacks(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            first = Optional.of(Json.read(file, Failure.class));
        }
    }

    /** The first one counts. */
    void note(Failure failure) throws IOException {
        lock.lock();
        try {
            if (first.isEmpty()) {
                Json.write(file, failure);
                first = Optional.of(failure);
            }
        } finally {
            lock.unlock();
        }
    }

    Optional<Failure> first() {
        lock.lock();
        try {
            return first;
        } finally {
            lock.unlock();
        }
    }
}
