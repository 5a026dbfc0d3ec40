package natscompat.model.plan;

/**
 * The two releases that a cell is about, by name, in upgrade order as typed.
 *
 * @param from the older one
 * @param to the newer one, the one in question
 */
public record ReleasePair(String from, String to) {
    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
