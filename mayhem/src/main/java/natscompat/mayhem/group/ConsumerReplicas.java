package natscompat.mayhem.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;

/**
 * How many replicas the workloads' consumers of one stream ask for. A stream that is scaled to one replica takes its
 * consumers along, and they stay at one when it is scaled back (seen on 2.12.15), so that has to be put back, too.
 *
 * @param stream of the workloads
 * @param configured number by consumer name; 0 means as the stream
 */
record ConsumerReplicas(String stream, Map<String, Integer> configured) {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final String REPLICAS = "num_replicas";

    /** As they are now. */
    static ConsumerReplicas of(Aim aim, String stream) {
        Map<String, Integer> configured = new LinkedHashMap<>();
        try {
            JetStreamApi api = aim.leadership().get().account();
            for (String name : aim.consumers()) {
                if (name.startsWith(stream + "/")) {
                    String consumer = name.substring(stream.length() + 1);
                    configured.put(consumer, config(api, stream, consumer).path(REPLICAS).asInt(0));
                }
            }
        } catch (IllegalStateException | FailureException e) {
            throw new NotPossible(String.valueOf(e.getMessage()));
        }
        return new ConsumerReplicas(stream, configured);
    }

    private static JsonNode config(JetStreamApi api, String stream, String consumer) {
        try {
            return api.request("$JS.API.CONSUMER.INFO." + stream + "." + consumer, "", REQUEST).path("config");
        } catch (IOException | JetStreamApi.Refused e) {
            throw new IllegalStateException("ask for consumer " + consumer + " of " + stream + ": " + e.getMessage(), e);
        }
    }

    /** Puts back what is something else now; fails when it may not have been done, and may then be called again. */
    void putBack(JetStreamApi api) {
        configured.forEach((consumer, replicas) -> {
            JsonNode now = config(api, stream, consumer);
            if (now.path(REPLICAS).asInt(0) != replicas && now instanceof ObjectNode config) {
                config.put(REPLICAS, replicas);
                ObjectNode body = Json.mapper().createObjectNode().put("stream_name", stream);
                body.set("config", config);
                try {
                    api.request("$JS.API.CONSUMER.DURABLE.CREATE." + stream + "." + consumer, body.toString(), REQUEST);
                } catch (IOException | JetStreamApi.Refused e) {
                    throw new IllegalStateException(
                            "scale consumer " + consumer + " of " + stream + ": " + e.getMessage(), e);
                }
            }
        });
    }
}
