package natscompat.generator;

import java.util.List;
import java.util.Optional;
import natscompat.model.release.ServerVersion;

/**
 * What one server is to be configured with; {@link NatsConf} makes the text that its version understands. Listen and
 * advertised addresses are apart, so that something may stand between (a link proxy, a Kubernetes service).
 *
 * @param version which keys exist
 * @param clusterName NATS cluster name
 * @param serverName unique in the cluster; no spaces (2.11 refuses them)
 * @param ownerTag server tag that proves whose server answers; shown by varz
 * @param client where clients connect
 * @param route where other servers connect
 * @param monitor where it answers monitoring requests
 * @param peers route addresses of all servers of the cluster as they are to be dialled; its own is left out of the text
 * @param storeDir folder of JetStream
 * @param pidFile file with its process id
 * @param logFile where it logs; standard error when empty
 * @param noAdvertise whether it hides its client address from other servers' clients (pinned clients)
 * @param limits of JetStream
 * @param logins all passwords
 */
public record ServerConfig(
        ServerVersion version,
        String clusterName,
        String serverName,
        String ownerTag,
        Listener client,
        Listener route,
        Address monitor,
        List<Address> peers,
        String storeDir,
        String pidFile,
        Optional<String> logFile,
        boolean noAdvertise,
        Limits limits,
        Logins logins) {
    /** Copies the list. */
    public ServerConfig {
        peers = List.copyOf(peers);
    }

    /** The same server on another version. */
    public ServerConfig on(ServerVersion other) {
        return new ServerConfig(other, clusterName, serverName, ownerTag, client, route, monitor, peers, storeDir,
                pidFile, logFile, noAdvertise, limits, logins);
    }

    /** The same server under another name. */
    public ServerConfig named(String other) {
        return new ServerConfig(version, clusterName, other, ownerTag, client, route, monitor, peers, storeDir, pidFile,
                logFile, noAdvertise, limits, logins);
    }

    /**
     * A port to listen on.
     *
     * @param listen what the server binds
     * @param advertised what it tells others to dial, when that is something else
     */
    public record Listener(Address listen, Optional<Address> advertised) {
        /** Dialled where it listens. */
        public static Listener at(Address listen) {
            return new Listener(listen, Optional.empty());
        }
    }

    /**
     * JetStream limits of the server, in bytes. Nothing is reserved: a limit only keeps a runaway test from the disk.
     *
     * @param memory for memory storage
     * @param file for file storage
     */
    public record Limits(long memory, long file) {
        /** 256 MiB of memory, 4 GiB of files. */
        public static final Limits DEFAULT = new Limits(256L << 20, 4L << 30);
    }

    /**
     * All passwords of one cluster.
     *
     * @param work account of the workloads
     * @param system system account
     * @param routes between servers
     */
    public record Logins(Credentials work, Credentials system, Credentials routes) {}
}
