package natscompat.model.plan;

import java.util.regex.Pattern;

/**
 * The name of a server that left for good and joined anew: NATS takes it for another server ({@code n0-r1}, since a name is
 * an identity there), we go on calling it {@code n0}. Stateless.
 */
public final class ServerName {
    private static final Pattern JOINED = Pattern.compile("-r\\d+$");

    private ServerName() {}

    /** What NATS calls it after it joined so many times anew. */
    public static String joined(String name, int times) {
        return times == 0 ? name : name + "-r" + times;
    }

    /** What we call the server that NATS calls so. */
    public static String plain(String nats) {
        return JOINED.matcher(nats).replaceFirst("");
    }
}
