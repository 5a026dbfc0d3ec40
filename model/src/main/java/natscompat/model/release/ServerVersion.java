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
    private static final Pattern FORM = Pattern.compile("v?(\\d+)\\.(\\d+)\\.(\\d+)(?:-([0-9A-Za-z.-]+))?");
    private static final Comparator<ServerVersion> ORDER = Comparator.comparingInt(ServerVersion::major)
            .thenComparingInt(ServerVersion::minor)
            .thenComparingInt(ServerVersion::patch)
            .thenComparing(v -> v.suffix.isEmpty())
            .thenComparing(ServerVersion::suffix);

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
