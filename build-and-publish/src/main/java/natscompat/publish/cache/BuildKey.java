package natscompat.publish.cache;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.publish.golang.Target;

/**
 * What a binary depends on: two builds with equal keys give equal binaries.
 *
 * @param revision full commit or module version
 * @param goVersion as Go says it, e.g. {@code go1.26.8}
 * @param flags the flags of the Go tool, injected commit included
 * @param settings settings of Go that change machine code
 * @param target what it is for
 */
public record BuildKey(
        String revision, String goVersion, List<String> flags, Map<String, String> settings, Target target) {
    /** How many hex digits of the hash a folder name has. */
    private static final int DIGITS = 16;

    /** Copies what it is given. */
    public BuildKey {
        flags = List.copyOf(flags);
        settings = Map.copyOf(settings);
    }

    /** A name for files: hex digits. */
    public String hash() {
        String all = String.join(
                "\n", revision, goVersion, flags.toString(), new TreeMap<>(settings).toString(), target.toString());
        return Sha256.of(all).substring(0, DIGITS);
    }
}
