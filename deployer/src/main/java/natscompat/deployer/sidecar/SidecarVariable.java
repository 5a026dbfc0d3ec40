package natscompat.deployer.sidecar;

import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Failure;

/** The environment of a sidecar. */
enum SidecarVariable {
    /** Name of its server: the pod's. */
    SERVER("POD_NAME", Optional.empty()),
    /** What who gives orders has to know. */
    TOKEN("NATS_COMPAT_SIDECAR_TOKEN", Optional.empty()),
    /** Whether it is the server's link proxy. */
    LINK_PROXY("NATS_COMPAT_LINK_PROXY", Optional.of("false")),
    /** Address of its ports. */
    LISTEN("NATS_COMPAT_LISTEN", Optional.of("0.0.0.0")),
    /** Address of the server's own ports. */
    TARGET("NATS_COMPAT_TARGET", Optional.of("127.0.0.1")),
    /** Named pipe that the server is given as its configuration. */
    START("NATS_COMPAT_START", Optional.of("/run/nats/start.conf")),
    /** The real configuration of the server. */
    CONFIG("NATS_COMPAT_CONFIG", Optional.of("/etc/nats/nats.conf")),
    /** Folder with everything that the server stores. */
    STORE("NATS_COMPAT_STORE", Optional.of("/data/jetstream"));

    private final String word;
    private final Optional<String> usual;

    SidecarVariable(String word, Optional<String> usual) {
        this.word = word;
        this.usual = usual;
    }

    /** As it is written. */
    String word() {
        return word;
    }

    /** Its value; what is usual where it is not set. */
    String in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(word))
                .filter(value -> !value.isBlank())
                .or(() -> usual)
                .orElseThrow(() -> Failure.input("start the sidecar", word + " is not set",
                        "Start it as templates/kubernetes/statefulset.yaml.mustache does."));
    }
}
