package natscompat.model.catalog;

/** What a target is at the moment of injection. */
public enum Role {
    /** Leader of one of the workloads' streams. */
    STREAM_LEADER,
    /** Leader of one of the workloads' consumers. */
    CONSUMER_LEADER,
    /** Leader of the meta group. */
    META_LEADER,
    /** A server that leads none of the workloads' streams. */
    FOLLOWER,
    /** A server that runs the old release of the mix (ordinals come with the plan). */
    OLD,
    /** A server that runs the new release of the mix (ordinals come with the plan). */
    NEW,
    /** A drawn set of servers smaller than half. */
    MINORITY,
    /** A drawn set of servers larger than half. */
    MAJORITY,
    /** A drawn set of servers: one or more, but not all. */
    SUBSET,
    /** Every server. */
    ALL,
    /** Any one server. */
    ANY,
    /** The ordinals that the plan names. */
    ORDINAL
}
