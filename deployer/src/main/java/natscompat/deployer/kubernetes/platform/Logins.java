package natscompat.deployer.kubernetes.platform;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import natscompat.deployer.line.Token;
import natscompat.generator.ContainerConfig;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.platform.Login;

/**
 * The secrets of one cluster: they decide nothing that a replay repeats, so they come from no seed.
 *
 * @param work password of the workloads' account
 * @param system password of the system account
 * @param route password between servers
 * @param sidecar what the sidecars want from who gives them orders
 */
record Logins(String work, String system, String route, String sidecar) {
    private static final int BYTES = 16;

    /** New ones. */
    static Logins drawn() {
        return new Logins(password(), password(), password(), password());
    }

    /** A letter first: nats-server takes what looks like a number for one. */
    private static String password() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return "p" + HexFormat.of().formatHex(bytes);
    }

    /** As the Secret has them. */
    Map<String, String> data() {
        return Map.of(
                ObjectNames.WORK_PASSWORD, work,
                ObjectNames.SYSTEM_PASSWORD, system,
                ObjectNames.ROUTE_PASSWORD, route,
                ObjectNames.SIDECAR_TOKEN, sidecar);
    }

    Login workLogin() {
        return new Login(ContainerConfig.WORK_USER, work);
    }

    Login systemLogin() {
        return new Login(ContainerConfig.SYSTEM_USER, system);
    }

    Token token() {
        return new Token(sidecar);
    }

    /** Never shows them. */
    @Override
    public String toString() {
        return "***";
    }
}
