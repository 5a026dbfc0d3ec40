package natscompat.publish.git;

import java.time.Instant;

/**
 * A commit, for people.
 *
 * @param id 40 hex digits
 * @param time when it was committed
 * @param subject the first line of its message
 */
public record CommitInfo(String id, Instant time, String subject) {
    /** How many hex digits people see and servers report. */
    static final int SHORT = 12;

    /** The first 12 digits. */
    public String shortId() {
        return id.substring(0, SHORT);
    }
}
