package natscompat.planner;

/**
 * A cell that is wanted, before a budget is looked at.
 *
 * @param spec what it is
 * @param controls whether it brings controls of its own
 */
record Wish(CellSpec spec, boolean controls) {}
