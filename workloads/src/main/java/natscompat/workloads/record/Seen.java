package natscompat.workloads.record;

/**
 * What an operation is about and what it saw; what the fields mean stands at
 * {@link natscompat.model.history.OperationKind}.
 */
public record Seen(String key, String value, long sequence, long expected, long count, String leader, String note) {
    /** Nothing yet. */
    public static final Seen NOTHING = new Seen("", "", 0, 0, 0, "", "");

    /** With this key and payload ({@link natscompat.model.history.Payload#text}). */
    public Seen with(String newKey, String newValue) {
        return new Seen(newKey, newValue, sequence, expected, count, leader, note);
    }

    /** With this sequence. */
    public Seen at(long newSequence) {
        return new Seen(key, value, newSequence, expected, count, leader, note);
    }

    /** With this expected revision. */
    public Seen expecting(long newExpected) {
        return new Seen(key, value, sequence, newExpected, count, leader, note);
    }

    /** With this count. */
    public Seen counting(long newCount) {
        return new Seen(key, value, sequence, expected, newCount, leader, note);
    }

    /** With this leader. */
    public Seen ledBy(String newLeader) {
        return new Seen(key, value, sequence, expected, count, newLeader, note);
    }

    /** With this note. */
    public Seen noting(String newNote) {
        return new Seen(key, value, sequence, expected, count, leader, newNote);
    }
}
