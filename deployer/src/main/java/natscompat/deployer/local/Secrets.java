package natscompat.deployer.local;

import java.security.SecureRandom;
import java.util.HexFormat;
import natscompat.generator.Credentials;
import natscompat.generator.ServerConfig;

/** Passwords and tags of one cluster. They decide nothing that a replay repeats, so they come from no seed. Stateless. */
final class Secrets {
    private static final int BYTES = 16;

    private Secrets() {}

    static ServerConfig.Logins logins() {
        return new ServerConfig.Logins(
                new Credentials("work", token()), new Credentials("system", token()), new Credentials("route", token()));
    }

    /** Lower-case hex. */
    static String token() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
