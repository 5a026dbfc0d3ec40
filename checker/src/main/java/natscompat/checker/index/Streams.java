package natscompat.checker.index;

import natscompat.model.history.Operation;

/** How names of assets hang together. */
public final class Streams {
    private static final String BUCKET = "KV_";

    private Streams() {}

    /** The stream behind a key-value bucket (ADR-8: {@code KV_} before its name). */
    public static String ofBucket(String bucket) {
        return bucket.startsWith(BUCKET) ? bucket : BUCKET + bucket;
    }

    /** Whether a stream is the one behind a bucket. */
    public static boolean isBucket(String stream) {
        return stream.startsWith(BUCKET);
    }

    /** The stream of {@code stream/consumer}. */
    public static String ofConsumer(String asset) {
        int slash = asset.indexOf('/');
        return slash < 0 ? asset : asset.substring(0, slash);
    }

    /** The key that a subject of a bucket's stream belongs to: {@code $KV.bucket.key} (ADR-8). */
    public static String keyOf(String subject) {
        int second = subject.indexOf('.', subject.indexOf('.') + 1);
        return subject.startsWith("$KV.") && second > 0 ? subject.substring(second + 1) : subject;
    }

    /** The stream that an operation is about, or empty. */
    public static String of(Operation op) {
        return switch (op.kind()) {
            case PUBLISH, STREAM_CREATE, STREAM_DELETE, FINAL_READ, FINAL_EXISTS, MARKER -> op.asset();
            case DELIVER, ACK, CONSUMER_CREATE -> ofConsumer(op.asset());
            case KV_GET, KV_LEADER_GET, KV_CREATE, KV_UPDATE, BUCKET_CREATE -> ofBucket(op.asset());
            case STREAM_LIST, LAST_LIST -> "";
        };
    }
}
