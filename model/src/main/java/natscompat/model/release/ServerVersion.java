package natscompat.model.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version that a nats-server reports: the constant in its sources, e.g. {@code 2.14.5} or {@code 2.15.0-RC.1}.
 *
 * @param suffix what follows the patch number after a dash, or empty
 */
public record ServerVersion(int major, int minor, int patch, String suffix) implements Comparable<ServerVersion> {
    private static final Pattern FORM = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]+))?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch)
            .thenComparing(v -> v.suffix.isEmpty())
            .thenComparing(ServerVersion::suffix, ServerVersion::compareSuffixes);

    /** Reads {@code v2.14.5}, {@code 2.14.5} or {@code 2.15.0-RC.1}. */
    public static Optional<ServerVersion> parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        String suffix = m.group(4);
        return Optional.of(new ServerVersion(
                Integer.parseInt(m.group(1)),
                Integer.parseInt(m.group(2)),
                Integer.parseInt(m.group(3)),
                suffix == null ? "" : suffix));
    }

    /** Reads a version that is known to be well formed. */
    @JsonCreator
    public static ServerVersion of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not a server version: " + text));
    }

    /** Whether this is {@code major.minor.patch} or later; a pre-release counts as its release. */
    public boolean atLeast(int wantedMajor, int wantedMinor, int wantedPatch) {
        return new ServerVersion(major, minor, patch, "")
                        .compareTo(new ServerVersion(wantedMajor, wantedMinor, wantedPatch, ""))
                >= 0;
    }

    /** Whether this is the wanted version or later; a pre-release counts as its release. */
    public boolean atLeast(ServerVersion wanted) {
        return atLeast(wanted.major, wanted.minor, wanted.patch);
    }

    /** The release line, e.g. {@code v2.14}. */
    public String line() {
        return "v" + major + "." + minor;
    }

    /** Part by part: numbers as numbers and before words (semver.org, 11.4), so that RC.10 comes after RC.2. */
    private static int compareSuffixes(String one, String other) {
        String[] ours = one.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        for (int i = 0; i < Math.min(ours.length, theirs.length); i++) {
            boolean number = NUMBER.matcher(ours[i]).matches();
            boolean otherNumber = NUMBER.matcher(theirs[i]).matches();
            int order = number && otherNumber
                    ? Integer.compare(Integer.parseInt(ours[i]), Integer.parseInt(theirs[i]))
                    : number == otherNumber ? ours[i].compareTo(theirs[i]) : Boolean.compare(otherNumber, number);
            if (order != 0) {
                return order;
            }
        }
        int shorterFirst = Integer.compare(ours.length, theirs.length);
        return shorterFirst != 0 ? shorterFirst : one.compareTo(other);
    }

    @Override
    public int compareTo(ServerVersion other) {
        return ORDER.compare(this, other);
    }

    @JsonValue
    @Override
    public String toString() {
        return major + "." + minor + "." + patch + (suffix.isEmpty() ? "" : "-" + suffix);
    }
}
