package natscompat.deployer.local;

import java.util.Map;
import java.util.Optional;
import natscompat.model.release.BuiltRelease;

/** The digest of a release by name. */
final class TestSha {
    private TestSha() {}

    static String of(Map<String, BuiltRelease> releases, String name) {
        return Optional.ofNullable(releases.get(name)).map(BuiltRelease::sha256).orElse("unknown release");
    }
}
