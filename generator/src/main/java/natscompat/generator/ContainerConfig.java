package natscompat.generator;

import natscompat.generator.ServerConfig.Limits;
import natscompat.model.release.ServerVersion;

/**
 * What every server of one release is to be configured with where servers run in containers: one text for all of them.
 * What differs from server to server, and every password, comes from the environment, which nats-server reads by itself
 * ({@link Variable}).
 *
 * @param version which keys exist
 * @param clusterName NATS cluster name
 * @param ownerTag server tag that proves whose server answers; shown by varz
 * @param ports where it listens, on all addresses of its own
 * @param storeDir folder of JetStream
 * @param pidFile file with its process id
 * @param limits of JetStream
 */
public record ContainerConfig(
        ServerVersion version,
        String clusterName,
        String ownerTag,
        Ports ports,
        String storeDir,
        String pidFile,
        Limits limits) {
    /** User of the workloads. */
    public static final String WORK_USER = "work";
    /** User of the system account. */
    public static final String SYSTEM_USER = "system";
    /** User between servers. */
    public static final String ROUTE_USER = "route";

    /**
     * Where a server listens.
     *
     * @param client for clients
     * @param route for other servers
     * @param monitor for monitoring requests
     */
    public record Ports(int client, int route, int monitor) {
        /** Those that NATS users know. */
        public static final Ports USUAL = new Ports(4222, 6222, 8222);
    }

    /** The environment that the configuration refers to. A value is read as a piece of nats.conf. */
    public enum Variable {
        /** Name of the server, unique in the cluster. */
        POD_NAME,
        /** What it tells clients to dial, quoted: {@code "host:port"}. */
        NATS_CLIENT_ADVERTISE,
        /** What it tells other servers to dial, quoted: {@code "host:port"}. */
        NATS_ROUTE_ADVERTISE,
        /** Routes to all others and not to itself, a list of quoted URLs with user and password. */
        NATS_ROUTES,
        /** Password of {@link #WORK_USER}; letters and digits, a letter first. */
        NATS_WORK_PASSWORD,
        /** Password of {@link #SYSTEM_USER}; letters and digits, a letter first. */
        NATS_SYSTEM_PASSWORD,
        /** Password of {@link #ROUTE_USER}; letters and digits, a letter first. */
        NATS_ROUTE_PASSWORD;

        String reference() {
            return "$" + name();
        }
    }
}
