package natscompat.deployer.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.plan.ServerName;

/**
 * Who dials a route and who listens (facts: nats.md 2.3). A dialler sends {@code CONNECT} with its server id as
 * {@code name} at once; its {@code INFO} with id and name comes only after it has got the listener's. So who dials is known
 * before anything has to be passed on. Stateless.
 */
final class Handshake {
    private static final Pattern DIALLER = value("name");
    private static final Pattern ID = value("server_id");
    private static final Pattern NAME = value("server_name");

    private Handshake() {}

    private static Pattern value(String key) {
        return Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"\\\\]+)\"");
    }

    /** The server id in the first line of a dialler. */
    static Optional<String> diallerId(String line) {
        return line.startsWith("CONNECT ") ? find(DIALLER, line) : Optional.empty();
    }

    /** The server id in a server's INFO. */
    static Optional<String> id(String line) {
        return line.startsWith("INFO ") ? find(ID, line) : Optional.empty();
    }

    /** What we call the server whose INFO this is. */
    static Optional<String> name(String line) {
        return line.startsWith("INFO ") ? find(NAME, line).map(ServerName::plain) : Optional.empty();
    }

    private static Optional<String> find(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
