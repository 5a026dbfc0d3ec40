package natscompat.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import natscompat.model.release.ServerVersion;

/**
 * Which Go a release line needs: the {@code go} line of its go.mod (read at the tags v2.9.0 to v2.15.1).
 *
 * @param since first release with this need
 * @param goMinor the y of Go 1.y
 */
public record GoNeed(ServerVersion since, int goMinor) {
    /** The y of the Go 1.y that the README asks for: its first command needs it. */
    public static final int LEAST = 25;

    private static final Pattern GO = Pattern.compile("(?:go)?1\\.(\\d+).*");
    /** In the order of releases; 2.11.9 to 2.12.4 is not monotone, so each line begins anew. */
    private static final List<GoNeed> ALL = List.of(
            need("2.9.0", 19),
            need("2.10.0", 20),
            need("2.10.17", 21),
            need("2.10.24", 22),
            need("2.10.26", 23),
            need("2.11.9", 24),
            need("2.11.14", 25),
            need("2.12.0", 24),
            need("2.12.5", 25),
            need("2.15.0", 26));

    private static GoNeed need(String since, int minor) {
        return new GoNeed(ServerVersion.of(since), minor);
    }

    /** What Go 1.{@code minor} is too old for, in words, each release line of it; empty when it builds them all. */
    public static List<String> cannotBuild(int minor) {
        return IntStream.range(0, ALL.size())
                .filter(i -> ALL.get(i).goMinor > minor)
                .mapToObj(i -> lines(i) + " (Go 1." + ALL.get(i).goMinor + ")")
                .toList();
    }

    /** From the release with that need up to the one before the next need. */
    private static String lines(int index) {
        ServerVersion since = ALL.get(index).since;
        if (index + 1 == ALL.size()) {
            return since + " and later";
        }
        ServerVersion next = ALL.get(index + 1).since;
        String line = next.major() + "." + (next.minor() - 1);
        if (next.patch() > 0) {
            return since + " to " + next.major() + "." + next.minor() + "." + (next.patch() - 1);
        }
        if (next.minor() - 1 > since.minor()) {
            return since + " to " + line;
        }
        return since.patch() == 0 ? line : since + " and later " + line;
    }

    /** The y of {@code go1.y.z}. */
    public static Optional<Integer> minor(String goVersion) {
        Matcher m = GO.matcher(goVersion.strip());
        return m.matches() ? Optional.of(Integer.valueOf(m.group(1))) : Optional.empty();
    }
}
