package natscompat.generator;

import java.util.List;
import natscompat.model.release.ServerVersion;

/**
 * Which key of nats.conf exists in which version. An unknown key is fatal at start, and the table is not monotone: a key
 * that came in a late patch of one minor can be missing in early patches of the next, so each entry lists the first
 * patch of every minor that has it. Source: nats-server's option parser at its tags, facts/nats.md 2.2. Immutable.
 */
public enum ConfigKeys {
    /** {@code jetstream.sync_interval}. */
    JETSTREAM_SYNC_INTERVAL("2.10.0"),
    /** {@code jetstream.request_queue_limit}. */
    JETSTREAM_REQUEST_QUEUE_LIMIT("2.10.21", "2.11.0"),
    /** {@code jetstream.strict}. */
    JETSTREAM_STRICT("2.11.0"),
    /** {@code jetstream.max_buffered_msgs} and {@code max_buffered_size}. */
    JETSTREAM_MAX_BUFFERED("2.11.0"),
    /** {@code jetstream.meta_compact} and {@code meta_compact_size}. */
    JETSTREAM_META_COMPACT("2.11.11", "2.12.2", "2.14.0"),
    /** {@code jetstream.limits.batch}. */
    JETSTREAM_BATCH_LIMITS("2.12.0"),
    /** {@code jetstream.meta_compact_sync}. */
    JETSTREAM_META_COMPACT_SYNC("2.12.5", "2.14.0"),
    /** {@code jetstream.max_concurrent_io}. */
    JETSTREAM_MAX_CONCURRENT_IO("2.12.14", "2.14.4", "2.15.0"),
    /** {@code jetstream.info_queue_limit}. */
    JETSTREAM_INFO_QUEUE_LIMIT("2.14.0"),
    /** {@code cluster.pool_size}, {@code accounts} and {@code compression}. */
    CLUSTER_POOL("2.10.0"),
    /** {@code cluster.ping_interval} and {@code ping_max}. */
    CLUSTER_PING("2.10.10", "2.11.0"),
    /** {@code cluster.write_deadline}. */
    CLUSTER_WRITE_DEADLINE("2.11.11", "2.12.1", "2.14.0"),
    /** {@code cluster.write_timeout}, also at the top. */
    CLUSTER_WRITE_TIMEOUT("2.11.11", "2.12.2", "2.14.0"),
    /** {@code cluster.connect_backoff}. */
    CLUSTER_CONNECT_BACKOFF("2.12.0"),
    /** {@code logtime_utc}. */
    LOGTIME_UTC("2.9.21", "2.10.0"),
    /** {@code logfile_max_num}. */
    LOGFILE_MAX_NUM("2.10.0"),
    /** {@code max_closed_clients} and {@code no_fast_producer_stall}. */
    NO_FAST_PRODUCER_STALL("2.10.26", "2.11.0"),
    /** {@code server_metadata}. */
    SERVER_METADATA("2.12.0"),
    /** {@code feature_flags}. */
    FEATURE_FLAGS("2.14.0");

    private final List<ServerVersion> firsts;

    ConfigKeys(String... firsts) {
        this.firsts = List.of(firsts).stream().map(ServerVersion::of).toList();
    }

    /** Whether that version knows the key; versions beyond the table are taken to know what its last minor knows. */
    public boolean in(ServerVersion version) {
        return firsts.stream()
                .filter(first -> first.major() == version.major() && first.minor() == version.minor())
                .findFirst()
                .map(version::atLeast)
                .orElseGet(() -> version.atLeast(firsts.getLast()));
    }
}
