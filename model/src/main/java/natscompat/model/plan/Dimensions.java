package natscompat.model.plan;

/**
 * Everything else that a cell fixes.
 *
 * @param servers servers of the cluster: 3 or 5
 * @param replicas replicas of each stream: 1, 3 or 5, at most {@code servers}
 * @param storage where streams keep messages
 * @param clientVersion version of the client library
 * @param stop how a server is stopped in a roll
 * @param rate operations a second of each workload
 */
public record Dimensions(
        int servers, int replicas, Storage storage, String clientVersion, StopStyle stop, int rate) {}
