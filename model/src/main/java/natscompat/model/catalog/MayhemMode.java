package natscompat.model.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A mayhem mode as people choose it: rules from which the planner draws the faults.
 *
 * @param name what people type; names of the older burn-in stay
 * @param line what it does, in one line
 * @param rules how its faults are drawn; empty for {@code none}
 * @param startDelay quiet time after the workloads started, before its first fault
 * @param damage the worst that its faults together may do; beyond {@link Damage#OUT} liveness is not demanded meanwhile
 * @param needs what the platform must have
 * @param excludes modes that it cannot be joined with
 * @param inAll whether {@code --mayhem all} includes it
 */
public record MayhemMode(
        String name,
        String line,
        List<FaultRule> rules,
        Duration startDelay,
        Damage damage,
        Set<String> needs,
        Set<String> excludes,
        boolean inAll)
        implements Listed {}
