package natscompat.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.release.ServerVersion;

/**
 * The version that a server reports: the constant {@code VERSION} in {@code server/const.go}, which no linker flag
 * overrides (goreleaser file of nats-server; facts/nats.md 1.2).
 */
final class VersionConstant {
    /** Where it is in the sources. */
    static final String FILE = "server/const.go";

    private static final Pattern CONSTANT = Pattern.compile("(?m)^\\s*(?:const\\s+)?VERSION\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern SAID = Pattern.compile("nats-server: v(\\S+)");

    private VersionConstant() {}

    /** Reads it from the text of that file. */
    static Optional<ServerVersion> in(String text) {
        Matcher m = CONSTANT.matcher(text);
        return m.find() ? ServerVersion.parse(m.group(1)) : Optional.empty();
    }

    /** Reads it from what {@code nats-server --version} says. */
    static Optional<ServerVersion> said(String text) {
        Matcher m = SAID.matcher(text);
        return m.find() ? ServerVersion.parse(m.group(1)) : Optional.empty();
    }
}
