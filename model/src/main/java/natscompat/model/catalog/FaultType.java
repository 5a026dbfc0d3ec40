package natscompat.model.catalog;

import java.time.Duration;
import java.util.Set;

/**
 * A kind of fault: an inject/heal pair.
 *
 * @param name what plans and events call it, e.g. {@code kill}
 * @param line what it does to its targets, in one line
 * @param since first release on which it makes sense, e.g. {@code 2.9.0}
 * @param needs what the platform must have: {@code link-proxy}, {@code root}, {@code local}; empty means nothing
 * @param longest after this it is healed whatever the plan says
 * @param damage the worst that it may do
 */
public record FaultType(String name, String line, String since, Set<String> needs, Duration longest, Damage damage)
        implements Listed {}
