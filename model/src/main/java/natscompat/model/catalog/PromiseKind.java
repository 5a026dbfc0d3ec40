package natscompat.model.catalog;

/** What breaking a promise means: safety is red at first sight, the others need to be red twice (SEMANTICS.md 3). */
public enum PromiseKind {
    /** Data lost, doubled, changed or reordered. */
    SAFETY,
    /** Something demanded did not happen in time. */
    LIVENESS,
    /** Something happened too early or too late. */
    TIMING,
    /** A server wrote what a healthy server does not write, or exited untold. */
    LOG
}
