package natscompat.model.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the known words that somebody may have meant, for errors about names. Stateless. */
public final class Near {
    private static final int AT_MOST = 3;

    private Near() {}

    /** The near words, nearest first; at most three. A word is near when a third of its letters or less differ. */
    public static List<String> to(String typed, Collection<String> known) {
        record Candidate(String word, int distance) {}
        return known.stream()
                .map(word -> new Candidate(word, startsAlike(typed, word) ? 1 : distance(typed, word)))
                .filter(c -> c.distance <= Math.max(1, (Math.max(typed.length(), c.word.length()) + 1) / 3))
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(AT_MOST)
                .map(Candidate::word)
                .toList();
    }

    /** {@code "; near: a, b"}, or empty. */
    public static String hint(String typed, Collection<String> known) {
        List<String> near = to(typed, known);
        return near.isEmpty() ? "" : "; near: " + String.join(", ", near);
    }

    private static boolean startsAlike(String typed, String word) {
        return typed.length() >= AT_MOST && word.startsWith(typed);
    }

    /** Letters to insert, remove or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
