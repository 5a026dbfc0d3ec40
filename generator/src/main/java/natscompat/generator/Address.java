package natscompat.generator;

/**
 * Where somebody listens or is to be dialled.
 *
 * @param host an IPv4 address or a name
 * @param port 1 to 65535
 */
public record Address(String host, int port) {
    /** Checks the range of the port. */
    public Address {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port out of range: " + port);
        }
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
