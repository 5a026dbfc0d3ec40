package natscompat.mayhem;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets waits of faults end early once the driver is told to stop. Thread-safe. */
final class Stop {
    private final CountDownLatch told = new CountDownLatch(1);

    void tell() {
        told.countDown();
    }

    boolean told() {
        return told.getCount() == 0;
    }

    /** Lets this time pass unless told to stop; whether it was told. An interrupt counts as being told. */
    boolean within(Duration time) {
        try {
            return told.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
