package natscompat.checker.check;

/**
 * One way in which a promise breaks. Names are those of Jepsen's queue and Kafka checkers where they have one, so that
 * their users recognise them.
 *
 * @param name e.g. {@code lost}
 * @param what happened, as a clause in the singular: "an acknowledged message is not read back"
 */
public record Anomaly(String name, String what) {}
