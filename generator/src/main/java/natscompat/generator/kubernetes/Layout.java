package natscompat.generator.kubernetes;

/** How the servers of a cluster are spread over StatefulSets. */
public enum Layout {
    /** One StatefulSet for each release, all in one NATS cluster: static mixes, and people with kubectl. */
    PER_RELEASE,
    /** One StatefulSet whose image and partition say which ordinals run which release: a server keeps volume and name. */
    IN_PLACE;

    /** As typed on the command line: {@code per-release} or {@code in-place}. */
    public String word() {
        return switch (this) {
            case PER_RELEASE -> "per-release";
            case IN_PLACE -> "in-place";
        };
    }
}
