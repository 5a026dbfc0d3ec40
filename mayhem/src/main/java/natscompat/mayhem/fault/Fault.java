package natscompat.mayhem.fault;

import java.util.Set;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** One kind of fault. Stateless and thread-safe: the state of one inject/heal pair is in its {@link Injection}. */
public interface Fault {
    /** What of its targets a fault changes; two faults that touch the same are never open together on one target. */
    enum Touch {
        /** The process: signals, stops and starts. */
        PROCESS,
        /** The links from and to it. */
        LINKS,
        /** What it stores. */
        STORE,
        /** Who leads and who belongs to a group: anywhere in the cluster, since a group lies on several servers. */
        GROUPS
    }

    /** Its entry in the catalogue. */
    FaultType type();

    /** What it changes. */
    Set<Touch> touches();

    /**
     * Whether it may leave a replica that lacks something in its midst, which nobody sees until that replica leads: its
     * peers compare first and last sequences only.
     */
    default boolean leavesHoles() {
        return type().damage() == Damage.STORE;
    }

    /**
     * Prepares one injection: looks at the targets as they are now and changes nothing.
     *
     * @throws RuntimeException when the targets cannot be told apart from their state after the fault
     */
    Injection aim(Aim aim);
}
