package natscompat.mayhem.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** Sees that all routes went that some servers had, as those say themselves (routez): others may have lost theirs to a kill. */
final class Replaced {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<Server, Set<String>> before = new LinkedHashMap<>();

    /** Remembers the routes that there are now. */
    Replaced(List<Server> servers) {
        servers.stream().filter(Server::running).forEach(server ->
                Routes.connections(server).filter(routes -> !routes.isEmpty()).ifPresent(routes -> before.put(server, routes)));
        if (before.isEmpty()) {
            throw new NotPossible("none of its targets tells of a route now");
        }
    }

    /** What shows that not one of them is left. */
    String seen() {
        return Waiting.until("the end of all routes", LIMIT, POLL, () -> {
            int count = 0;
            for (Map.Entry<Server, Set<String>> entry : before.entrySet()) {
                Optional<Set<String>> now = Routes.connections(entry.getKey());
                Set<String> left = new TreeSet<>(entry.getValue());
                now.ifPresent(left::retainAll);
                if (now.isEmpty() || !left.isEmpty()) {
                    return Waiting.Look.notYet(entry.getKey().name()
                            + (now.isEmpty() ? " does not tell of its routes" : " still has " + String.join(" ", left)));
                }
                count += entry.getValue().size();
            }
            return Waiting.Look.there("all " + count + " routes went (routez)");
        });
    }
}
