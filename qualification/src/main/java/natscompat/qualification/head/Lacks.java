package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/**
 * What cells could not be run for, on disk, so that a head that begins again knows it. It explains a run only as long as
 * no other cell crashed for another reason. Thread-safe.
 */
final class Lacks {
    private final Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Lack> all = new ArrayList<>();
    private boolean otherCrash;

    /**
     * One cell.
     *
     * @param failure of the environment
     */
    record Lack(int cell, Failure failure) {}

    /** All of them, as a document. */
    record Lacking(List<Lack> cells) {
        Lacking {
            cells = List.copyOf(cells);
        }
    }

    /** Reads what an earlier process was told. */
    Lacks(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            all.addAll(Json.read(file, Lacking.class).cells());
        }
    }

    void note(int cell, Failure failure) throws IOException {
        lock.lock();
        try {
            all.removeIf(known -> known.cell() == cell);
            all.add(new Lack(cell, failure));
            Json.write(file, new Lacking(all));
        } finally {
            lock.unlock();
        }
    }

    /** A cell has crashed; where it lacked nothing that was ours. */
    void crashed(int cell) {
        lock.lock();
        try {
            otherCrash |= all.stream().noneMatch(known -> known.cell() == cell);
        } finally {
            lock.unlock();
        }
    }

    /** What was lacking, if that was the only reason why cells crashed. */
    Optional<Failure> only() {
        lock.lock();
        try {
            return otherCrash ? Optional.empty() : all.stream().map(Lack::failure).findFirst();
        } finally {
            lock.unlock();
        }
    }
}
