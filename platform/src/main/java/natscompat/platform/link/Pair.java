package natscompat.platform.link;

/**
 * One direction between two parties.
 *
 * @param from name of the server that sends, or {@link #CLIENTS}
 * @param to name of the server that receives, or {@link #CLIENTS}
 */
public record Pair(String from, String to) {
    /** All clients together, whatever server they are connected to. */
    public static final String CLIENTS = "clients";

    /** The other direction. */
    public Pair back() {
        return new Pair(to, from);
    }
}
