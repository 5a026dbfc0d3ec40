package natscompat.mayhem;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.plan.Step;

/** Carries out the faults of one cell. */
public interface FaultDriver extends AutoCloseable {
    /**
     * Lets the time of the step pass while its faults come and go, each in its own virtual thread; comes back when the
     * time is over and every fault of the step is healed (a fault that waits for recovery: until its targets have caught
     * up). Faults whose time has not come when the thread is interrupted or {@link #cancel} is called are recorded NOT_DUE.
     */
    void dwell(Step.Dwell step);

    /**
     * Between two dwells: heals once more what could not be healed when its time was over. Never throws; what cannot be
     * healed now either is an event.
     */
    void heal();

    /**
     * Between two dwells: waits until no server is out any more, so long at most, or until {@link #cancel}.
     *
     * @return the names of those that still are out
     */
    Set<String> awaitBack(Duration limit);

    /** What is open now, for the progress line: {@code kill -> n2}; empty when nothing is. */
    List<String> open();

    /** Lets no further fault begin and makes a running {@link #dwell} come back soon. */
    void cancel();

    /** Heals whatever is open and observes that it is healed. Never throws; what cannot be healed is an event. */
    @Override
    void close();
}
