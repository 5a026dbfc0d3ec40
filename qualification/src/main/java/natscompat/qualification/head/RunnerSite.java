package natscompat.qualification.head;

import natscompat.platform.Platform;

/** Where a runner makes the cluster of its cell. */
public interface RunnerSite {
    /**
     * Deletes what a dead attempt at the same cell of the same run left, and waits until it is gone. Lets go what lost cells
     * left, too, and waits for nothing there.
     *
     * @throws natscompat.model.failure.FailureException when something stays
     */
    void clear(Work work);

    /** Makes the platform for that cell. */
    Platform platform(Work work);
}
