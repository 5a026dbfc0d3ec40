package natscompat.mayhem.canary;

import java.util.Set;
import natscompat.model.catalog.Listed;

/** A promise that is broken on purpose. Stateless. */
public interface Canary extends Listed {
    /** The {@code Promise.name()} that must be red in a cell with this canary. */
    String promise();

    /** The workloads that it can be hidden from; one of them has to run. Empty: any will do. */
    Set<String> workloads();

    /**
     * Breaks it once and records a {@link natscompat.model.history.Event.Canary}. Waits, bounded, until there is
     * something to break. Called while the workloads run and no fault is open.
     *
     * @throws natscompat.model.failure.FailureException when it could not be broken: then nothing may be concluded
     */
    void breakIt(CanaryContext context);
}
