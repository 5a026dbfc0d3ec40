package natscompat.generator.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels and annotations that everything of ours carries. Nothing without them is ever deleted. */
public final class Labels {
    /** Who made it. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** The value of {@link #MANAGED_BY}, and the field manager. */
    public static final String US = "nats-compat";
    /** What it is: {@link #SERVER} or {@link #TOOL}. */
    public static final String NAME = "app.kubernetes.io/name";
    /** A server, and what belongs to it. */
    public static final String SERVER = "nats-server";
    /** A process of ours, and what belongs to it. */
    public static final String TOOL = "nats-compat";
    /** Which cluster it belongs to. */
    public static final String CLUSTER = "nats-compat.io/cluster";
    /** The normalised name of the release, on what belongs to one. */
    public static final String RELEASE = "nats-compat.io/release";
    /** The run, on what a run made. */
    public static final String RUN = "nats-compat.io/run";
    /** The number of the cell, on what a run made. */
    public static final String CELL = "nats-compat.io/cell";
    /** Annotation: the version of what is generated. */
    public static final String SCHEMA = "nats-compat.io/schema";
    /** The version that we generate. */
    public static final String SCHEMA_VERSION = "1";
    /** Annotation of a pod: SHA-256 of its nats.conf, so that another configuration makes new pods. */
    public static final String CONFIG = "nats-compat.io/config";

    private Labels() {}

    /** Of everything that a cluster has. */
    static SortedMap<String, String> of(Deployment deployment, String name) {
        SortedMap<String, String> labels = new TreeMap<>(deployment.labels());
        labels.put(MANAGED_BY, US);
        labels.put(NAME, name);
        labels.put(CLUSTER, deployment.cluster());
        return labels;
    }

    /** Of what belongs to one release. */
    static SortedMap<String, String> of(Deployment deployment, ReleaseImage release) {
        SortedMap<String, String> labels = of(deployment, SERVER);
        labels.put(RELEASE, release.folder().value());
        return labels;
    }

    /** By what the servers of a cluster are found. */
    static SortedMap<String, String> selector(Deployment deployment) {
        return new TreeMap<>(Map.of(NAME, SERVER, CLUSTER, deployment.cluster()));
    }

    /** By what the servers of one release are found. */
    static SortedMap<String, String> selector(Deployment deployment, ReleaseImage release) {
        SortedMap<String, String> selector = selector(deployment);
        selector.put(RELEASE, release.folder().value());
        return selector;
    }

    /** As templates want them. */
    static List<Map<String, String>> pairs(SortedMap<String, String> labels) {
        return labels.entrySet().stream()
                .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                .toList();
    }
}
