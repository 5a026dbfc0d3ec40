package natscompat.mayhem.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import natscompat.model.plan.ServerName;
import natscompat.platform.Server;

/** What servers say of their routes (routez). Stateless. */
final class Routes {
    private static final Duration ASK = Duration.ofSeconds(1);

    private Routes() {}

    /** Messages that one server says it got from, or sent to, the other one, over all routes that there are now. */
    static long messages(Server server, String other, String counter) {
        long sum = 0;
        for (JsonNode route : routes(server)) {
            if (remote(route).equals(other)) {
                sum += route.path(counter).asLong();
            }
        }
        return sum;
    }

    /** Which connections its routes are, by number and start. */
    static Set<String> connections(Server server) {
        Set<String> ids = new TreeSet<>();
        for (JsonNode route : routes(server)) {
            ids.add(remote(route) + "#" + route.path("rid").asText());
        }
        return ids;
    }

    private static String remote(JsonNode route) {
        return ServerName.plain(route.path("remote_name").asText());
    }

    private static JsonNode routes(Server server) {
        try {
            return server.monitor("routez", ASK).path("routes");
        } catch (IOException e) {
            throw new IllegalStateException("routez of " + server.name() + ": " + e.getMessage(), e);
        }
    }
}
