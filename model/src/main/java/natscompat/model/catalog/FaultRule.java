package natscompat.model.catalog;

import java.time.Duration;
import java.util.List;

/**
 * How a mode draws one kind of fault: from this the planner draws the whole schedule.
 *
 * @param fault the {@link FaultType#name()}
 * @param roles one of these is drawn for each injection
 * @param rhythm how often it comes within one wait of the plan
 * @param quietMin shortest quiet time before an injection
 * @param quietMax longest quiet time before an injection
 * @param openMin shortest time between injection and heal (zero for faults that are over at once)
 * @param openMax longest time between injection and heal
 * @param waitsForRecovery whether the next injection waits until the last victims have caught up
 * @param nearTimers whether in a long cell some of its faults last about as long as a timer of the workloads or the servers
 *     ({@link WorkloadType#timers()}), whatever {@code openMax} says; one that stops a quorum lasts its {@code openMax} there
 */
public record FaultRule(
        String fault,
        List<Role> roles,
        Rhythm rhythm,
        Duration quietMin,
        Duration quietMax,
        Duration openMin,
        Duration openMax,
        boolean waitsForRecovery,
        boolean nearTimers) {
    /** Open from {@code openMin} to {@code openMax}, whatever the cell. */
    public FaultRule(
            String fault,
            List<Role> roles,
            Rhythm rhythm,
            Duration quietMin,
            Duration quietMax,
            Duration openMin,
            Duration openMax,
            boolean waitsForRecovery) {
        this(fault, roles, rhythm, quietMin, quietMax, openMin, openMax, waitsForRecovery, false);
    }

    /** The same, in a long cell also about as long as a timer. */
    public FaultRule alsoNearTimers() {
        return new FaultRule(fault, roles, rhythm, quietMin, quietMax, openMin, openMax, waitsForRecovery, true);
    }

    /** How often a fault comes. */
    public enum Rhythm {
        /** Again and again with quiet times between. */
        REPEATED,
        /** Once in each wait. */
        ONCE,
        /** Open from the start of a wait to its end. */
        HELD
    }
}
