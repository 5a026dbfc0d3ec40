package natscompat.workloads.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import natscompat.model.failure.Failure;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.Json;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;

/**
 * Makes streams and consumers with the fields that every release from 2.9 on knows (a leader from 2.12 on refuses
 * unknown ones, facts nats.md 2.2). Making the same one twice is no error to a server. Thread-safe.
 */
public final class Assets {
    /** Unacknowledged deliveries come again after this time: short, so that what a dead client got is seen again. */
    public static final Duration ACK_WAIT = Duration.ofSeconds(8);

    /** Inside it a message id is stored once. */
    public static final Duration DUPLICATE_WINDOW = Duration.ofMinutes(2);

    private final Kit kit;

    /** For this workload. */
    public Assets(Kit kit) {
        this.kit = kit;
    }

    /** A stream with limits retention and the replicas and storage of the cell. */
    public ObjectNode stream(String name, String subject) {
        Dimensions dimensions = kit.context().dimensions();
        ObjectNode config = Json.mapper().createObjectNode();
        config.put("name", name);
        config.putArray("subjects").add(subject);
        config.put("retention", "limits");
        config.put("storage", dimensions.storage() == Storage.FILE ? "file" : "memory");
        config.put("num_replicas", dimensions.replicas());
        config.put("duplicate_window", DUPLICATE_WINDOW.toNanos());
        return config;
    }

    /** A durable consumer with explicit acknowledgement; without a deliver subject it is a pull consumer. */
    public ObjectNode consumer(String durable) {
        ObjectNode config = Json.mapper().createObjectNode();
        config.put("durable_name", durable);
        config.put("deliver_policy", "all");
        config.put("ack_policy", "explicit");
        config.put("ack_wait", ACK_WAIT.toNanos());
        config.put("max_deliver", -1);
        config.put("max_ack_pending", 1000);
        config.put("replay_policy", "instant");
        config.put("num_replicas", kit.context().dimensions().replicas());
        return config;
    }

    /** Makes a stream, trying again until 60 s are over, and records it. */
    public void createStream(Client client, ObjectNode config) {
        String name = config.path("name").asText();
        create(client, kit.begin(client, OperationKind.STREAM_CREATE, name), "$JS.API.STREAM.CREATE." + name, config);
    }

    /** Makes the stream of a bucket that keeps so many revisions of a key, as {@link #createStream} does. */
    public void createBucket(Client client, String bucket, ObjectNode config, int revisions) {
        create(client, kit.begin(client, OperationKind.BUCKET_CREATE, bucket).note(seen -> seen.counting(revisions)),
                "$JS.API.STREAM.CREATE." + config.path("name").asText(), config);
    }

    /** Makes a durable consumer, trying again until 60 s are over, and records it. */
    public void createConsumer(Client client, String stream, ObjectNode config) {
        String durable = config.path("durable_name").asText();
        ObjectNode request = Json.mapper().createObjectNode().put("stream_name", stream);
        request.set("config", config);
        create(client, kit.begin(client, OperationKind.CONSUMER_CREATE, stream + "/" + durable),
                "$JS.API.CONSUMER.DURABLE.CREATE." + stream + "." + durable, request);
    }

    private void create(Client client, Invocation operation, String subject, ObjectNode body) {
        try {
            boolean made = kit.longPatience()
                    .untilOk(client, operation, Deed.CREATE,
                            limit -> client.api().request(subject, body.toString(), limit))
                    .isPresent();
            if (!made) {
                throw Failure.workload(subject + " through " + client.server(), operation.error(),
                        "See the logs of the servers in the run folder.");
            }
        } finally {
            operation.complete();
        }
    }
}
