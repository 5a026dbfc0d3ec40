package natscompat.model.plan;

import java.util.Objects;

/**
 * Everything else that a cell fixes.
 *
 * @param servers servers of the cluster: 3 or 5
 * @param replicas replicas of each stream: 1, 3 or 5, at most {@code servers}
 * @param storage where streams keep messages
 * @param clientVersion version of the client library
 * @param stop how a server is stopped in a roll
 * @param order with which server a roll begins
 * @param rate operations a second of each workload
 */
public record Dimensions(
        int servers,
        int replicas,
        Storage storage,
        String clientVersion,
        StopStyle stop,
        RollOrder order,
        int rate) {
    /** A document of the time when there was one order only says nothing of it. */
    public Dimensions {
        order = Objects.requireNonNullElse(order, RollOrder.HIGHEST_FIRST);
    }

    /** With the usual order of rolls. */
    public Dimensions(
            int servers, int replicas, Storage storage, String clientVersion, StopStyle stop, int rate) {
        this(servers, replicas, storage, clientVersion, stop, RollOrder.HIGHEST_FIRST, rate);
    }
}
