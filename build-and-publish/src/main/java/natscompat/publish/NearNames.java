package natscompat.publish;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Which of many names somebody may have meant. Stateless. */
final class NearNames {
    private static final int MOST = 5;

    private NearNames() {}

    /** A clause for an error text: {@code "; near: a, b"}, or nothing. */
    static String clause(String typed, Collection<String> names) {
        List<String> near = near(typed, names);
        return near.isEmpty() ? "" : "; near: " + String.join(", ", near);
    }

    static List<String> near(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(1, wanted.length() / 3);
        return names.stream()
                .distinct()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= tolerance
                        || (wanted.length() > 2 && name.toLowerCase(Locale.ROOT).contains(wanted)))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.reverseOrder()))
                .limit(MOST)
                .toList();
    }

    /** Levenshtein's: how many letters to put in, take out or change. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
