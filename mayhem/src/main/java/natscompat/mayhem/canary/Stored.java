package natscompat.mayhem.canary;

/**
 * A message as the leader of its stream keeps it.
 *
 * @param messageId its Nats-Msg-Id, or empty
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; the payload is published again as it is
record Stored(String stream, long sequence, String subject, String messageId, byte[] data) {}
