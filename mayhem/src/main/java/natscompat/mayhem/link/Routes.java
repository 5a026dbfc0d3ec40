package natscompat.mayhem.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.model.plan.ServerName;
import natscompat.platform.Server;

/** What servers say of their routes (routez). Stateless. */
final class Routes {
    private static final Duration ASK = Duration.ofSeconds(1);

    private Routes() {}

    /**
     * What one server says of all its routes to another one.
     *
     * @param connections their numbers: where these differ from before, its counters began anew
     * @param got messages
     * @param sent messages
     */
    record Traffic(Set<String> connections, long got, long sent) {
        private Traffic plus(String connection, long moreGot, long moreSent) {
            Set<String> all = new TreeSet<>(connections);
            all.add(connection);
            return new Traffic(all, got + moreGot, sent + moreSent);
        }
    }

    /** By the other server's name; empty when it does not answer. */
    static Map<String, Traffic> traffic(Server server) {
        Map<String, Traffic> traffic = new TreeMap<>();
        ask(server).ifPresent(routes -> routes.forEach(route -> traffic.compute(remote(route), (name, before) ->
                (before == null ? new Traffic(Set.of(), 0, 0) : before).plus(
                        route.path("rid").asText(), route.path("in_msgs").asLong(), route.path("out_msgs").asLong()))));
        return traffic;
    }

    /** Which connections its routes are, by number and start; empty when it does not answer. */
    static Optional<Set<String>> connections(Server server) {
        return ask(server).map(routes -> {
            Set<String> ids = new TreeSet<>();
            routes.forEach(route -> ids.add(remote(route) + "#" + route.path("rid").asText()));
            return ids;
        });
    }

    private static String remote(JsonNode route) {
        return ServerName.plain(route.path("remote_name").asText());
    }

    private static Optional<JsonNode> ask(Server server) {
        try {
            return Optional.of(server.monitor("routez", ASK).path("routes"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
