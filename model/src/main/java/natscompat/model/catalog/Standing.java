package natscompat.model.catalog;

/** How a promise stands in one cell, decided before it runs from walk, replicas, storage and faults. */
public enum Standing {
    /** Broken is red. */
    KEPT,
    /** Unavailability is expected; loss is still red. */
    MAY_BE_UNAVAILABLE,
    /** Loss is within what NATS says; shown under "not promised". */
    MAY_BE_LOST
}
