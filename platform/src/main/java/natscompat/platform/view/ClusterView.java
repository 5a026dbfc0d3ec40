package natscompat.platform.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all servers of a cluster said at about one moment.
 *
 * @param metaLeader name of the server that leads the meta group, by the majority of what servers say
 * @param streams by stream name; from what the servers store and lead (account of the workloads)
 * @param silent names of the servers that did not answer, with the reason
 */
public record ClusterView(Optional<String> metaLeader, Map<String, StreamView> streams, Map<String, String> silent) {
    /**
     * One stream.
     *
     * @param leader name of the server that leads it, if one says so
     * @param peers names of the servers that hold a replica
     * @param replicas what each of them stores, by server name
     * @param consumers its consumers by name, with their leaders
     */
    public record StreamView(
            String name,
            Optional<String> leader,
            List<String> peers,
            Map<String, ReplicaView> replicas,
            Map<String, ConsumerView> consumers) {}

    /**
     * What one server stores of one stream: jsz {@code state}.
     *
     * @param current whether its leader says that it is current and online (true for the leader itself)
     * @param lag Raft operations behind, as its leader says
     */
    public record ReplicaView(
            long messages,
            long bytes,
            long firstSequence,
            long lastSequence,
            long deleted,
            boolean current,
            long lag) {}

    /**
     * One consumer.
     *
     * @param leader name of the server that leads it, if one says so
     * @param peers names of the servers of its group
     * @param replicas what each server says of it, by server name
     */
    public record ConsumerView(
            String name, Optional<String> leader, List<String> peers, Map<String, ConsumerReplicaView> replicas) {}

    /** What one server says of one consumer. */
    public record ConsumerReplicaView(long deliveredStream, long ackFloorStream, long pendingAcks, long pending) {}
}
