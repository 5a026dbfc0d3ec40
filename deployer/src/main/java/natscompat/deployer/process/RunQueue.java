package natscompat.deployer.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How long a thread has waited for a processor and how often it got one: fields 2 and 3 of schedstat (Linux,
 * Documentation/scheduler/sched-stats).
 *
 * @param waitedNanos on the run queue
 * @param slices times that it got a processor
 */
record RunQueue(long waitedNanos, long slices) {
    /** Reads {@code /proc/PID/task/TID}; empty when it cannot be read, which must not pass for a wait of zero. */
    static Optional<RunQueue> of(Path task) {
        try {
            String[] fields = Files.readString(task.resolve("schedstat")).strip().split(" ", -1);
            return fields.length < 3
                    ? Optional.empty()
                    : Optional.of(new RunQueue(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What has come since an earlier look. */
    RunQueue since(RunQueue earlier) {
        return new RunQueue(waitedNanos - earlier.waitedNanos, slices - earlier.slices);
    }

    /** The average of one wait; a wait that is not over yet counts as one. */
    long meanNanos() {
        return waitedNanos / Math.max(1, slices);
    }
}
