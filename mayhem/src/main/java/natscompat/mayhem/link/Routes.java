package natscompat.mayhem.link;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import natscompat.model.plan.ServerName;
import natscompat.platform.Server;

/** What servers say of their routes (routez). Stateless. */
final class Routes {
    private static final Duration ASK = Duration.ofSeconds(1);

    private Routes() {}

    /** Which connections its routes are, by number and start (where it says that); empty when it does not answer. */
    static Optional<Set<String>> connections(Server server) {
        return ask(server).map(routes -> {
            Set<String> ids = new TreeSet<>();
            routes.forEach(route -> ids.add(
                    remote(route) + "#" + route.path("rid").asText() + "@" + route.path("start").asText()));
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
