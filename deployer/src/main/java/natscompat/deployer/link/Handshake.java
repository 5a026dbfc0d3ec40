package natscompat.deployer.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who dials a route: the dialler's first line is {@code CONNECT}, its second an {@code INFO} with its {@code server_name}
 * (facts: nats.md 2.3, measured on 2.9 to 2.14). Stateless.
 */
final class Handshake {
    private static final Pattern NAME = Pattern.compile("\"server_name\"\\s*:\\s*\"([^\"\\\\]+)\"");

    private Handshake() {}

    /** The name in a line, if that is the line that holds it. */
    static Optional<String> dialler(String line) {
        if (!line.startsWith("INFO ")) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(line);
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }
}
