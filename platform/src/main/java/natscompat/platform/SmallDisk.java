package natscompat.platform;

import java.time.Duration;

/**
 * A small disk of its own under a server's store. Not thread-safe. What the host refuses is a
 * {@link natscompat.model.failure.FailureException}.
 */
public interface SmallDisk {
    /** Leaves no room for another byte. */
    void fill();

    /** Gives the room back. */
    void clear();

    /** From here on nothing can be written, as after an error of the disk; reads go on. For good. */
    void failWrites();

    /** Lets nothing that is written go on for so long, and returns when it does again, even when we die meanwhile. */
    void hold(Duration time);

    /** Ends a hold now, whoever began it; does nothing where there is none. */
    void letGo();

    /**
     * Writes a little and waits until it is on the disk.
     *
     * @return how long that took
     * @throws java.io.IOException why it cannot be written
     */
    Duration write() throws java.io.IOException;

    /**
     * Puts the store back where it was, with what it holds now. Only while the server's process does not run; does nothing
     * the second time.
     */
    void remove();
}
