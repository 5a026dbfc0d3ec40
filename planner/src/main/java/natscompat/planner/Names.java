package natscompat.planner;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import natscompat.model.catalog.Listed;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/** Looks names up; one that is not there is told with the list and with what was probably meant. */
final class Names {
    /** A name counts as near when at most so many letters are wrong. */
    private static final int NEAR = 3;

    private Names() {}

    static <T extends Listed> T find(String kind, String name, List<T> all) {
        return all.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(kind, name, all.stream().map(Listed::name).toList()));
    }

    static FailureException unknown(String kind, String name, List<String> all) {
        String meant = near(name, all).map(n -> "Did you mean " + n + "? ").orElse("");
        return Failure.input(
                "look up the " + kind + " '" + name + "'",
                "there is no such " + kind,
                meant + "There are: " + String.join(", ", all) + ".");
    }

    static Optional<String> near(String name, List<String> all) {
        Optional<String> longer = all.stream()
                .filter(n -> !name.isEmpty() && (n.startsWith(name) || name.startsWith(n)))
                .findFirst();
        return longer.or(() -> all.stream()
                .filter(n -> distance(name, n) <= NEAR)
                .min(Comparator.comparingInt(n -> distance(name, n))));
    }

    /** How many letters have to be put in, taken out or changed. */
    static int distance(String one, String other) {
        int[] above = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[other.length()];
    }
}
