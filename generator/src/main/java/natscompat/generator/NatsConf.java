package natscompat.generator;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.generator.ContainerConfig.Variable;
import natscompat.model.release.ServerVersion;

/**
 * Makes nats.conf for one server of one version, or for all containers of one, from {@code templates/nats.conf.mustache}.
 * The text for one server holds passwords: whoever writes it gives the file mode 0600. Immutable and thread-safe.
 */
public final class NatsConf {
    /** The account of the workloads, the only one with JetStream. */
    public static final String ACCOUNT = "WORK";

    /** How long a server in lame duck may take; 30 s is the least that every version accepts (facts/nats.md 2.4). */
    public static final int LAME_DUCK_SECONDS = 30;

    private static final String LAME_DUCK_GRACE = "100ms";
    /** Without it a half-open route is noticed after 60-90 s only (SEMANTICS.md 6). */
    private static final String CLUSTER_PING = "5s";
    private static final String ALL_ADDRESSES = "0.0.0.0";

    private final StrictTemplate template;

    /** From the template that is packed into this module. */
    public NatsConf() {
        this(Templates.packed());
    }

    /** From a folder of templates that a user changed. */
    public NatsConf(Templates templates) {
        template = templates.template("nats.conf.mustache");
    }

    /** The text of nats.conf for one server. */
    public String render(ServerConfig config) {
        Map<String, Object> values = common(config.version(), config.clusterName(), config.ownerTag(), config.limits());
        values.put("serverName", quoted(config.serverName()));
        values.put("monitorListen", config.monitor().toString());
        values.put("pidFile", config.pidFile());
        values.put("storeDir", config.storeDir());
        values.put("hasLogFile", config.logFile().isPresent());
        values.put("logFile", config.logFile().orElse(""));
        values.put("noAdvertise", Boolean.toString(config.noAdvertise()));
        ServerConfig.Logins logins = config.logins();
        putLogin(values, "user", logins.work().user(), "password", quoted(logins.work().password()));
        putLogin(values, "systemUser", logins.system().user(), "systemPassword", quoted(logins.system().password()));
        putLogin(values, "routeUser", logins.routes().user(), "routePassword", quoted(logins.routes().password()));
        putListener(values, "client", "hasClientAdvertise", config.client());
        putListener(values, "route", "hasRouteAdvertise", config.route());
        values.put("hasRouteList", true);
        values.put("routes", routes(config));
        values.put("routeVariable", "");
        return template.render(values);
    }

    /** The text of nats.conf for every container of a release. It holds no password. */
    public String render(ContainerConfig config) {
        Map<String, Object> values = common(config.version(), config.clusterName(), config.ownerTag(), config.limits());
        values.put("serverName", Variable.POD_NAME.reference());
        values.put("monitorListen", new Address(ALL_ADDRESSES, config.ports().monitor()).toString());
        values.put("pidFile", config.pidFile());
        values.put("storeDir", config.storeDir());
        values.put("hasLogFile", false);
        values.put("logFile", "");
        values.put("noAdvertise", "true");
        putLogin(values, "user", ContainerConfig.WORK_USER, "password", Variable.NATS_WORK_PASSWORD.reference());
        putLogin(values, "systemUser", ContainerConfig.SYSTEM_USER,
                "systemPassword", Variable.NATS_SYSTEM_PASSWORD.reference());
        putLogin(values, "routeUser", ContainerConfig.ROUTE_USER,
                "routePassword", Variable.NATS_ROUTE_PASSWORD.reference());
        values.put("clientListen", new Address(ALL_ADDRESSES, config.ports().client()).toString());
        values.put("hasClientAdvertise", true);
        values.put("clientAdvertise", Variable.NATS_CLIENT_ADVERTISE.reference());
        values.put("routeListen", new Address(ALL_ADDRESSES, config.ports().route()).toString());
        values.put("hasRouteAdvertise", true);
        values.put("routeAdvertise", Variable.NATS_ROUTE_ADVERTISE.reference());
        values.put("hasRouteList", false);
        values.put("routes", List.of());
        values.put("routeVariable", Variable.NATS_ROUTES.reference());
        return template.render(values);
    }

    private static Map<String, Object> common(
            ServerVersion version, String clusterName, String ownerTag, ServerConfig.Limits limits) {
        Map<String, Object> values = new TreeMap<>();
        values.put("version", version.toString());
        values.put("clusterName", clusterName);
        values.put("ownerTag", ownerTag);
        values.put("lameDuckDuration", LAME_DUCK_SECONDS + "s");
        values.put("lameDuckGrace", LAME_DUCK_GRACE);
        values.put("maxMemory", Long.toString(limits.memory()));
        values.put("maxFile", Long.toString(limits.file()));
        values.put("account", ACCOUNT);
        values.put("hasClusterPing", ConfigKeys.CLUSTER_PING.in(version));
        values.put("clusterPing", CLUSTER_PING);
        return values;
    }

    private static void putLogin(
            Map<String, Object> values, String userKey, String user, String passwordKey, String password) {
        values.put(userKey, user);
        values.put(passwordKey, password);
    }

    private static void putListener(
            Map<String, Object> values, String kind, String flag, ServerConfig.Listener listener) {
        values.put(kind + "Listen", listener.listen().toString());
        values.put(flag, listener.advertised().isPresent());
        values.put(kind + "Advertise", quoted(listener.advertised().map(Address::toString).orElse("")));
    }

    /** As nats.conf reads it: what is not quoted could be a number, or the name of a variable. */
    private static String quoted(String text) {
        return "\"" + StrictTemplate.escaped(text) + "\"";
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
