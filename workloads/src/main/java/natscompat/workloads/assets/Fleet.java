package natscompat.workloads.assets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import natscompat.model.history.Outcome;
import natscompat.model.time.Draws;

/**
 * The streams that there are as far as the workload knows, 1 to 10 of them. A name is created once and deleted once, so
 * that what a late attempt does is never mistaken for another operation's deed. The first ones stay: what was created
 * under the first mix has to be there under the last one. Thread-safe.
 */
final class Fleet {
    static final int MOST = 10;
    /** Enough to have one led by each release of a mix, few enough to be moved in each step that moves leaders. */
    static final int STAYING = 2;
    /** A leader that was deposed refuses for a second or so what the next one has done. */
    private static final int REFUSALS = 3;

    /** What a client does next. */
    sealed interface Task {
        /** Creates a stream of this new name. */
        record Create(String name) implements Task {}

        /** Deletes this stream; no other client will. */
        record Delete(String name) implements Task {}

        /** Lists the names of all streams. */
        record ListNames() implements Task {}
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final String prefix;
    /** Certainly or possibly there, and claimed by nobody. */
    private final List<String> present = new ArrayList<>();
    /** Certainly there, and never deleted. */
    private final List<String> staying = new ArrayList<>();

    private final Set<String> created = new TreeSet<>();
    private final Map<String, Integer> refusals = new HashMap<>();
    private int creating;
    private long next;

    /**
     * No streams yet.
     *
     * @param prefix of all names
     */
    Fleet(String prefix) {
        this.prefix = prefix;
    }

    /**
     * The next task. Listing comes twice as often as changing: at 20 operations a second, creating and deleting half of
     * the time costs three servers more than the three other workloads together (0.15 of a core, measured).
     */
    Task next(Draws draws) {
        return locked(() -> {
            int there = present.size() + staying.size() + creating;
            if (there <= 1) {
                return create();
            }
            if (there >= MOST) {
                return delete(draws);
            }
            return switch (draws.at("task").between(0, 5)) {
                case 0 -> create();
                case 1 -> delete(draws);
                default -> new Task.ListNames();
            };
        });
    }

    private Task create() {
        String name = prefix + next++;
        creating++;
        return new Task.Create(name);
    }

    private Task delete(Draws draws) {
        if (present.isEmpty()) {
            return new Task.ListNames();
        }
        String name = draws.at("victim").pick(present);
        present.remove(name);
        created.remove(name);
        return new Task.Delete(name);
    }

    /** A creation ended. One of unknown end may be there, and is deleted some day like the others. */
    void created(String name, Outcome outcome) {
        locked(() -> {
            creating--;
            if (outcome == Outcome.OK && staying.size() < STAYING) {
                staying.add(name);
            } else if (outcome != Outcome.FAIL) {
                present.add(name);
            }
            return outcome == Outcome.OK && created.add(name);
        });
    }

    /**
     * A deletion was refused: the stream is there still and is deleted again, or it was lost. One that is refused again and
     * again takes no place of others any more; it is looked for at the end all the same.
     */
    void kept(String name) {
        locked(() -> refusals.merge(name, 1, Integer::sum) < REFUSALS && present.add(name));
    }

    /** Streams that were certainly created and that nobody will ever delete. */
    List<String> staying() {
        return locked(() -> List.copyOf(staying));
    }

    /** Streams that were certainly created and that nobody has begun to delete. */
    List<String> certain() {
        return locked(() -> List.copyOf(created));
    }

    /** Every name ever used. */
    List<String> everNamed() {
        return locked(() -> LongStream.range(0, next).mapToObj(number -> prefix + number).toList());
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
