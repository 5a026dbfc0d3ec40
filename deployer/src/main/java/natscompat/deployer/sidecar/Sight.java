package natscompat.deployer.sidecar;

/**
 * What a sidecar sees of its server's process. One process id with one beginning is one life.
 *
 * @param phase what it does
 * @param pid its process id as the sidecar sees it; 0 when there is none
 * @param began tells it from an earlier or later process of the same id; empty when there is none
 */
public record Sight(Phase phase, long pid, String began) {
    /** No process. */
    public static final Sight NONE = new Sight(Phase.GONE, 0, "");

    /** What a process does. */
    public enum Phase {
        /** There is none. */
        GONE,
        /** It is there and waits to be started: it has read no configuration, no store, and listens nowhere. */
        WAITING,
        /** It was started. */
        RUNNING
    }

    /** Whether both are of one process. */
    public boolean sameProcess(Sight other) {
        return pid == other.pid && began.equals(other.began);
    }

    /** Whether its server runs. */
    public boolean runs() {
        return phase == Phase.RUNNING;
    }

    Sight in(Phase next) {
        return new Sight(next, pid, began);
    }
}
