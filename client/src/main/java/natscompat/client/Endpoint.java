package natscompat.client;

/**
 * One server as a client sees it.
 *
 * @param server its name, compared with what it says of itself after every connect
 * @param url {@code nats://127.x.y.z:4222}
 * @param user user name
 * @param password never logged
 */
public record Endpoint(String server, String url, String user, String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
        return server + " " + url + " as " + user;
    }
}
