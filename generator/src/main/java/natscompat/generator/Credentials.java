package natscompat.generator;

/**
 * A user and a password made for one cluster.
 *
 * @param user name
 * @param password letters and digits only, since it also stands in route URLs
 */
public record Credentials(String user, String password) {
    /** Checks that both can stand in a URL. */
    public Credentials {
        if (!user.matches("[A-Za-z0-9-]+") || !password.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("user and password must be letters and digits");
        }
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + ":***";
    }
}
