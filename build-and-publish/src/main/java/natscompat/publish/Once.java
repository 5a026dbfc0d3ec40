package natscompat.publish;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A value that is found when it is first needed; a failure is not kept. Thread-safe. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> finder;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<T> found = Optional.empty();

    Once(Supplier<T> finder) {
        this.finder = finder;
    }

    @Override
    public T get() {
        lock.lock();
        try {
            if (found.isEmpty()) {
                found = Optional.of(finder.get());
            }
            return found.get();
        } finally {
            lock.unlock();
        }
    }
}
