package natscompat.model.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an operation does. The meaning of an operation's fields for each kind stands here. */
public enum OperationKind {
    /** asset = stream, key = message id, value = payload, sequence = acknowledged sequence; note "duplicate" if so. */
    @JsonProperty("publish")
    PUBLISH,
    /** asset = stream/consumer, key = message id, value = payload, sequence = stream sequence, count = delivery count. */
    @JsonProperty("deliver")
    DELIVER,
    /** A confirmed (double) acknowledgement: asset = stream/consumer, key = message id, sequence = stream sequence. */
    @JsonProperty("ack")
    ACK,
    /** asset = bucket, key = key, value and sequence = what was read; may be stale. */
    @JsonProperty("kv-get")
    KV_GET,
    /** A read that decides, through the leader: like KV_GET and never stale. */
    @JsonProperty("kv-leader-get")
    KV_LEADER_GET,
    /** asset = bucket, key, value = payload written, sequence = revision; note = the operation's own id in the payload. */
    @JsonProperty("kv-create")
    KV_CREATE,
    /** Like KV_CREATE with expected = the revision that must be current. */
    @JsonProperty("kv-update")
    KV_UPDATE,
    /** asset = stream. */
    @JsonProperty("stream-create")
    STREAM_CREATE,
    /** asset = stream. */
    @JsonProperty("stream-delete")
    STREAM_DELETE,
    /** value = the names seen, joined by a blank. */
    @JsonProperty("stream-list")
    STREAM_LIST,
    /** Like STREAM_LIST, when a phase ends: it tells what went in the phase, and proves nothing of the load. */
    @JsonProperty("last-list")
    LAST_LIST,
    /** asset = stream/consumer. */
    @JsonProperty("consumer-create")
    CONSUMER_CREATE,
    /** asset = bucket; count = revisions that it keeps of each key, 0 for all. */
    @JsonProperty("bucket-create")
    BUCKET_CREATE,
    /**
     * One message of the final read of a whole stream through one leader: asset = stream, leader = who led, sequence,
     * key = message id, value = payload; note = the subject. One more with outcome ok, sequence 0 and count = number of
     * messages ends the read of a leader; without it the read is not complete. A read that could not be made is one
     * operation without sequence that is not ok: fail with note "missing" where there was no such stream, else info.
     */
    @JsonProperty("final-read")
    FINAL_READ,
    /** Final look whether an asset exists: asset; note = "exists" or "missing"; leader = who answered. */
    @JsonProperty("final-exists")
    FINAL_EXISTS,
    /**
     * A write after healing that shows that the asset serves again: asset = stream (that of a bucket is KV_bucket), key =
     * message id, value = payload, sequence.
     */
    @JsonProperty("marker")
    MARKER
}
