package natscompat.mayhem.canary;

import java.util.List;

/**
 * A running workload as a canary sees it.
 *
 * @param workload its name
 * @param streams its streams; may be empty where they come and go
 * @param consumers its consumers as {@code stream/consumer}
 */
public record CanaryTarget(String workload, List<String> streams, List<String> consumers) {
    /** Copies the lists. */
    public CanaryTarget {
        streams = List.copyOf(streams);
        consumers = List.copyOf(consumers);
    }
}
