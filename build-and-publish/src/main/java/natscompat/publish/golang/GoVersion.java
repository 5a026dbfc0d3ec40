package natscompat.publish.golang;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of Go, as in {@code go1.26.8} or in the line {@code go 1.25.0} of a go.mod.
 *
 * @param pre {@code rc1} and the like, or empty
 */
public record GoVersion(int major, int minor, int patch, String pre) implements Comparable<GoVersion> {
    private static final Pattern FORM = Pattern.compile("(?:go)?(\\d+)\\.(\\d+)(?:\\.(\\d+))?((?:rc|beta)\\d+)?.*");
    private static final Pattern LINE = Pattern.compile("(?m)^go[ \\t]+(\\S+)");
    private static final Comparator<GoVersion> ORDER = Comparator.comparingInt(GoVersion::major)
            .thenComparingInt(GoVersion::minor)
            .thenComparingInt(GoVersion::patch)
            .thenComparing(v -> v.pre.isEmpty())
            .thenComparing(GoVersion::pre);

    /** Reads one of the two forms. */
    public static Optional<GoVersion> parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        int patch = m.group(3) == null ? 0 : Integer.parseInt(m.group(3));
        String pre = m.group(4) == null ? "" : m.group(4);
        return Optional.of(new GoVersion(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), patch, pre));
    }

    /** What a go.mod asks for; its {@code toolchain} line only counts where Go may download itself. */
    public static Optional<GoVersion> wantedBy(String goMod) {
        Matcher m = LINE.matcher(goMod);
        return m.find() ? parse(m.group(1)) : Optional.empty();
    }

    @Override
    public int compareTo(GoVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "Go " + major + "." + minor + (patch == 0 && !pre.isEmpty() ? "" : "." + patch) + pre;
    }
}
