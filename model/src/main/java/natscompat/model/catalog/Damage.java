package natscompat.model.catalog;

/** The worst that a fault may do; decides what may overlap and what is still promised. */
public enum Damage {
    /** Every server stays up and reachable (a reload, a step-down, a slow link). */
    NONE,
    /** Its targets are out until they have caught up. */
    OUT,
    /** Targets beyond a minority are out at one time: availability is not demanded meanwhile. */
    QUORUM,
    /** What a target stored is gone or changed. */
    STORE
}
