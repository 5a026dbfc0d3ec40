package natscompat.workloads.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import natscompat.client.JetStreamApi;

/** What a consumer's leader says of it. Stateless. */
public final class ConsumerLook {
    private static final Duration LIMIT = Duration.ofMillis(500);

    private ConsumerLook() {}

    /** Whether nothing waits for delivery or acknowledgement, as the first client with a connection learns it. */
    public static boolean allAcknowledged(List<Client> clients, String stream, String consumer) {
        return clients.stream().filter(Client::connected).findFirst()
                .map(client -> idle(client, stream, consumer))
                .orElse(false);
    }

    private static boolean idle(Client client, String stream, String consumer) {
        try {
            JsonNode info = client.api().request("$JS.API.CONSUMER.INFO." + stream + "." + consumer, "", LIMIT);
            return info.path("num_pending").asLong(1) == 0 && info.path("num_ack_pending").asLong(1) == 0;
        } catch (IOException | JetStreamApi.Refused e) {
            return false;
        }
    }
}
