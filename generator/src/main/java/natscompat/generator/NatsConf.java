package natscompat.generator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.model.release.ServerVersion;

/**
 * Makes nats.conf for one server of one version, from {@code templates/nats.conf.mustache}. The text holds passwords:
 * whoever writes it gives the file mode 0600. Immutable and thread-safe.
 */
public final class NatsConf {
    /** The account of the workloads, the only one with JetStream. */
    public static final String ACCOUNT = "WORK";

    /** How long a server in lame duck may take; 30 s is the least that every version accepts (facts/nats.md 2.4). */
    public static final int LAME_DUCK_SECONDS = 30;

    private static final String LAME_DUCK_GRACE = "100ms";
    /** Without it a half-open route is noticed after 60-90 s only (SEMANTICS.md 6). */
    private static final String CLUSTER_PING = "5s";

    private final StrictTemplate template = StrictTemplate.packed("nats.conf.mustache");

    /** The text of nats.conf. */
    public String render(ServerConfig config) {
        ServerVersion version = config.version();
        Map<String, Object> values = new TreeMap<>();
        values.put("version", version.toString());
        values.put("serverName", config.serverName());
        values.put("ownerTag", config.ownerTag());
        values.put("monitorListen", config.monitor().toString());
        values.put("pidFile", config.pidFile());
        values.put("hasLogFile", config.logFile().isPresent());
        values.put("logFile", config.logFile().orElse(""));
        values.put("lameDuckDuration", LAME_DUCK_SECONDS + "s");
        values.put("lameDuckGrace", LAME_DUCK_GRACE);
        values.put("storeDir", config.storeDir());
        values.put("maxMemory", Long.toString(config.limits().memory()));
        values.put("maxFile", Long.toString(config.limits().file()));
        values.put("account", ACCOUNT);
        putLogins(values, config.logins());
        putListener(values, "client", "hasClientAdvertise", config.client());
        putListener(values, "route", "hasRouteAdvertise", config.route());
        values.put("clusterName", config.clusterName());
        values.put("noAdvertise", Boolean.toString(config.noAdvertise()));
        values.put("hasClusterPing", ConfigKeys.CLUSTER_PING.in(version));
        values.put("clusterPing", CLUSTER_PING);
        values.put("routes", routes(config));
        return template.render(values);
    }

    private static void putLogins(Map<String, Object> values, ServerConfig.Logins logins) {
        values.put("user", logins.work().user());
        values.put("password", logins.work().password());
        values.put("systemUser", logins.system().user());
        values.put("systemPassword", logins.system().password());
        values.put("routeUser", logins.routes().user());
        values.put("routePassword", logins.routes().password());
    }

    private static void putListener(
            Map<String, Object> values, String kind, String flag, ServerConfig.Listener listener) {
        values.put(kind + "Listen", listener.listen().toString());
        values.put(flag, listener.advertised().isPresent());
        values.put(kind + "Advertise", listener.advertised().map(Address::toString).orElse(""));
    }

    /**
     * Routes to the others only: with its own address listed, a 2.9.25 server and newer ones (2.12.15, 2.14.5) find no
     * meta leader in minutes; measured, 7 of 7 cold starts with it and 0 of 9 without.
     */
    private static List<Map<String, String>> routes(ServerConfig config) {
        Credentials login = config.logins().routes();
        Address own = config.route().advertised().orElse(config.route().listen());
        return config.peers().stream()
                .filter(peer -> !peer.equals(own))
                .map(peer -> Map.of("route", "nats-route://" + login.user() + ":" + login.password() + "@" + peer))
                .toList();
    }
}
