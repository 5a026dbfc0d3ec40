package natscompat.generator.kubernetes;

import java.util.List;
import java.util.Optional;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;

/** The deployment that tests begin with. */
final class Samples {
    static final String OLD = "v2.12.15";
    static final String NEW = "v2.14.5";
    static final String COMMAND = "bin/generate -n qualify";

    private Samples() {}

    static Deployment deployment(Layout layout) {
        return Deployment.of("qualify", "nats", layout, List.of(release(OLD), release(NEW)),
                new Mix(List.of(OLD, OLD, NEW)));
    }

    static ReleaseImage release(String name) {
        return new ReleaseImage(name, ServerVersion.of(name), "localhost:5000/nats@sha256:" + "0".repeat(64),
                Optional.of("amd64"));
    }
}
