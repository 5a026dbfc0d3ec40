package natscompat.mayhem.link;

import java.util.HashMap;
import java.util.Map;
import natscompat.mayhem.fault.Aim;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** Everything that a server sends. */
final class Sent {
    private Sent() {}

    /** To servers and to clients, as a rule on its network card would do. */
    static Map<Pair, LinkPolicy> by(Server server, Aim aim, LinkPolicy policy) {
        Map<Pair, LinkPolicy> layer = new HashMap<>();
        aim.cluster().servers().stream()
                .filter(other -> !other.equals(server))
                .forEach(other -> layer.put(new Pair(server.name(), other.name()), policy));
        layer.put(new Pair(server.name(), Pair.CLIENTS), policy);
        return layer;
    }
}
