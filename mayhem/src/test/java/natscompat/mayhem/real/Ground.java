package natscompat.mayhem.real;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.release.BuiltRelease;
import natscompat.platform.Platform;
import natscompat.testing.TestReleases;

/** Where a test's cluster runs. */
interface Ground extends AutoCloseable {
    /** The platform; closed with this. */
    Platform platform();

    /** These releases as they are there. */
    Map<String, BuiltRelease> releases(List<String> names);

    @Override
    void close();

    /** This machine. */
    static Ground local() {
        LocalPlatform platform = new LocalPlatform();
        return new Ground() {
            @Override
            public Platform platform() {
                return platform;
            }

            @Override
            public Map<String, BuiltRelease> releases(List<String> names) {
                Map<String, BuiltRelease> releases = new HashMap<>();
                names.forEach(release -> releases.put(release, TestReleases.built(release)));
                return releases;
            }

            @Override
            public void close() {
                platform.close();
            }
        };
    }
}
