package natscompat.planner.walk;

import natscompat.model.release.ServerVersion;

/** The release lines of nats-server in their order. */
public final class ReleaseLines {
    /** There is no 2.13: the version skips from 2.12 to 2.14 (facts/nats.md 1.1). */
    private static final int NEVER_RELEASED = 13;

    private ReleaseLines() {}

    /** How many release lines lie between two versions, whichever is the older; 0 for neighbours and for one line. */
    public static int between(ServerVersion one, ServerVersion other) {
        if (one.major() != other.major()) {
            // Nobody knows how many minors the major between them had: at least the last one is skipped.
            return 1;
        }
        int low = Math.min(one.minor(), other.minor());
        int high = Math.max(one.minor(), other.minor());
        int missing = one.major() == 2 && low < NEVER_RELEASED && NEVER_RELEASED < high ? 1 : 0;
        return Math.max(0, high - low - 1 - missing);
    }
}
