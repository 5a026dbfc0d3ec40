package natscompat.qualification;

import natscompat.platform.Cluster;

/** What {@code --keep} does before a cluster is stopped. */
@FunctionalInterface
interface KeepOpen {
    /** Keeps nothing. */
    KeepOpen NOT = (context, cluster) -> {};

    /** Comes back when the cluster may be stopped. */
    void hold(CellContext context, Cluster cluster);
}
