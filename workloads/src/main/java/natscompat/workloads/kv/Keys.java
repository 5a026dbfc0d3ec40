package natscompat.workloads.kv;

import io.nats.client.JetStreamOptions;
import io.nats.client.KeyValue;
import io.nats.client.KeyValueOptions;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.client.JetStreamApi;
import natscompat.client.StoredMessage;
import natscompat.model.failure.Failure;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Payload;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;
import org.jspecify.annotations.Nullable;

/** The keys of one bucket, read and written through one client. Used by one thread. */
final class Keys {
    private static final int VALUE_BYTES = 512;
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Kit kit;
    private final Client client;
    private final String bucket;
    private final KeyValue keyValue;

    private Keys(Kit kit, Client client, String bucket, KeyValue keyValue) {
        this.kit = kit;
        this.client = client;
        this.bucket = bucket;
        this.keyValue = keyValue;
    }

    /**
     * Opens the bucket, for which jnats asks the servers; tried again while they do not answer.
     *
     * @return empty when the load was over first
     * @throws natscompat.model.failure.FailureException when nobody answers for 60 s
     */
    static Optional<Keys> open(Kit kit, Client client, String bucket) {
        KeyValueOptions options = KeyValueOptions.builder()
                .jetStreamOptions(JetStreamOptions.builder().requestTimeout(LIMIT).build())
                .build();
        AtomicReference<@Nullable Keys> opened = new AtomicReference<>();
        boolean ended = Waiting.reached("the bucket " + bucket, Patience.LONGEST, POLL, () -> {
            try {
                opened.set(new Keys(kit, client, bucket, client.connection().keyValue(bucket, options)));
                return true;
            } catch (IOException e) {
                return kit.stopping().now();
            }
        });
        if (!ended) {
            throw Failure.workload("open " + bucket, "no server answered for " + Patience.LONGEST.toSeconds() + " s",
                    "See the logs of the servers in the run folder.");
        }
        return Optional.ofNullable(opened.get());
    }

    static String stream(String bucket) {
        return "KV_" + bucket;
    }

    static String subject(String bucket, String key) {
        return "$KV." + bucket + "." + key;
    }

    /**
     * What the bucket's leader has for a key, in one attempt.
     *
     * @return empty when nobody answered; an empty message when the leader has none
     */
    Optional<Optional<StoredMessage>> leaderGet(String key) {
        Invocation operation = beginLeaderGet(key);
        Optional<Optional<StoredMessage>> answer =
                operation.attempt(Deed.READ, LIMIT, limit -> readLeader(key, limit));
        return completed(operation, answer);
    }

    /** Like {@link #leaderGet}, tried until it is answered or patience is over. */
    Optional<Optional<StoredMessage>> leaderGet(String key, Patience patience) {
        Invocation operation = beginLeaderGet(key);
        Optional<Optional<StoredMessage>> answer =
                patience.untilOk(client, operation, Deed.READ, limit -> readLeader(key, limit));
        return completed(operation, answer);
    }

    private Invocation beginLeaderGet(String key) {
        return kit.begin(client, OperationKind.KV_LEADER_GET, bucket).note(seen -> seen.with(key, ""));
    }

    private Optional<StoredMessage> readLeader(String key, Duration limit)
            throws IOException, JetStreamApi.Refused {
        return client.reads().last(stream(bucket), subject(bucket, key), limit);
    }

    private static Optional<Optional<StoredMessage>> completed(
            Invocation operation, Optional<Optional<StoredMessage>> answer) {
        answer.flatMap(message -> message).ifPresent(message -> operation.note(
                seen -> seen.with(seen.key(), message.payload().text()).at(message.sequence())));
        operation.complete();
        return answer;
    }

    /** The ordinary get, which may be stale, in one attempt. */
    void get(String key) {
        Invocation operation = kit.begin(client, OperationKind.KV_GET, bucket).note(seen -> seen.with(key, ""));
        Optional<Optional<KeyValueEntry>> answer =
                operation.attempt(Deed.READ, LIMIT, limit -> Optional.ofNullable(keyValue.get(key)));
        answer.flatMap(entry -> entry).ifPresent(entry -> operation.note(seen ->
                seen.with(key, Payload.of(valueOf(entry)).text()).at(entry.getRevision())));
        operation.complete();
    }

    private static byte[] valueOf(KeyValueEntry entry) {
        byte[] value = entry.getValue();
        return value == null ? new byte[0] : value;
    }

    /**
     * Writes a key if its revision is the expected one (0: if there is none), in one attempt. When nobody knows how that
     * ended, a read through the leader decides it if it finds this write there: its own id stands in the payload. If it
     * finds another one, this write may still land or have been overwritten, and stays open.
     */
    void write(OperationKind kind, String key, String id, long expected, Patience patience) {
        byte[] value = value(kit.context().draws().at("value", id), id);
        Invocation operation = kit.begin(client, kind, bucket)
                .note(seen -> seen.with(key, Payload.of(value).text()).expecting(expected).noting(id));
        try {
            operation.attempt(Deed.PUBLISH, LIMIT, limit -> keyValue.update(key, value, expected))
                    .ifPresent(revision -> operation.note(seen -> seen.at(revision)));
            if (operation.open()) {
                resolve(operation, key, id, patience);
            }
        } finally {
            operation.complete();
        }
    }

    private void resolve(Invocation operation, String key, String id, Patience patience) {
        leaderGet(key, patience)
                .flatMap(message -> message)
                .filter(message -> message.text().startsWith(id + " "))
                .ifPresent(message -> {
                    operation.resolved();
                    operation.note(seen -> seen.at(message.sequence()));
                });
    }

    /** 512 bytes that begin with the operation's own id. */
    private static byte[] value(Draws draws, String id) {
        String text = id + " " + draws.hex(VALUE_BYTES / 2);
        return text.substring(0, VALUE_BYTES).getBytes(StandardCharsets.UTF_8);
    }
}
