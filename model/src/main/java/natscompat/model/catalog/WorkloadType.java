package natscompat.model.catalog;

import java.time.Duration;
import java.util.List;

/**
 * A workload as people choose it.
 *
 * @param name what people type
 * @param line what it does, in one line
 * @param since first release that it can run on, e.g. {@code 2.9.0}
 * @param version version of its behaviour; part of the key of a cell
 * @param checks names of the checks that judge it
 * @param timers of what it makes: the wait for an acknowledgement of its consumers, the duplicate window of its streams. A
 *     server that is away a little less or a little more than that is worth a fault
 */
public record WorkloadType(
        String name, String line, String since, int version, List<String> checks, List<Duration> timers)
        implements Listed {
    /** Copies the lists. */
    public WorkloadType {
        checks = List.copyOf(checks);
        timers = List.copyOf(timers);
    }

    /** Without timers. */
    public WorkloadType(String name, String line, String since, int version, List<String> checks) {
        this(name, line, since, version, checks, List.of());
    }
}
