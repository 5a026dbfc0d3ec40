package natscompat.platform;

/**
 * User and password for one cluster.
 *
 * @param user name
 * @param password made for this cluster
 */
public record Login(String user, String password) {
    /** Never shows the password. */
    @Override
    public String toString() {
        return user + ":***";
    }
}
