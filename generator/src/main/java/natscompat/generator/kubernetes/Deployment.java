package natscompat.generator.kubernetes;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;
import natscompat.model.plan.Mix;

/**
 * What is to be deployed: everything that the files depend on. Checked when made: names that fit, releases that do not
 * share a folder, a mix that names only them and that the layout can show.
 *
 * @param namespace where; it is there already
 * @param cluster the NATS cluster's name, and what the names of all objects begin with
 * @param layout how servers are spread over StatefulSets
 * @param storageClass of the volumes; the default class of Kubernetes when empty
 * @param storageSize of each volume, and the limit of file storage
 * @param releases in upgrade order
 * @param mix which release each server runs; no servers: everything waits at 0 replicas
 * @param resources of each server
 * @param sidecar beside each server, if any
 * @param labels more labels for every object, such as run and cell
 * @param pullSecret that the registry wants, if any; it is there already
 */
public record Deployment(
        String namespace,
        String cluster,
        Layout layout,
        Optional<String> storageClass,
        Quantity storageSize,
        List<ReleaseImage> releases,
        Mix mix,
        Resources resources,
        Optional<Sidecar> sidecar,
        SortedMap<String, String> labels,
        Optional<String> pullSecret) {
    /** Copies and checks. */
    public Deployment {
        releases = List.copyOf(releases);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        KubernetesName.asTyped("namespace", namespace);
        KubernetesName name = KubernetesName.asTyped("cluster", cluster);
        KubernetesName.checkDistinct(releases);
        releases.forEach(release -> name.with(release.folder()));
        checkMix(releases, mix, layout);
    }

    /** The usual: no sidecar, no more labels, no pull secret. */
    public static Deployment of(
            String namespace, String cluster, Layout layout, List<ReleaseImage> releases, Mix mix) {
        return new Deployment(namespace, cluster, layout, Optional.empty(), Quantity.of("4Gi"), releases, mix,
                Resources.DEFAULT, Optional.empty(), new TreeMap<>(), Optional.empty());
    }

    /** This one with another mix. */
    public Deployment with(Mix other) {
        return new Deployment(namespace, cluster, layout, storageClass, storageSize, releases, other, resources,
                sidecar, labels, pullSecret);
    }

    /** This one with a sidecar beside each server. */
    public Deployment with(Sidecar beside) {
        return new Deployment(namespace, cluster, layout, storageClass, storageSize, releases, mix, resources,
                Optional.of(beside), labels, pullSecret);
    }

    /** This one with more labels on every object. */
    public Deployment labelled(Map<String, String> more) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.putAll(more);
        return new Deployment(namespace, cluster, layout, storageClass, storageSize, releases, mix, resources,
                sidecar, all, pullSecret);
    }

    /** A release of it by name. */
    public ReleaseImage release(String name) {
        return releases.stream()
                .filter(release -> release.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(releases, name));
    }

    private static void checkMix(List<ReleaseImage> releases, Mix mix, Layout layout) {
        List<String> known = releases.stream().map(ReleaseImage::name).toList();
        for (String name : mix.releases()) {
            if (!known.contains(name)) {
                throw unknown(releases, name);
            }
        }
        if (mix.size() == 1) {
            throw Failure.input("deploy the mix " + mix, "JetStream of a cluster does not start where there is nobody to route to",
                    "Name two servers at least, better three.");
        }
        long changes = IntStream.range(1, mix.size())
                .filter(i -> !mix.release(i).equals(mix.release(i - 1)))
                .count();
        if (layout == Layout.IN_PLACE && changes > 1) {
            throw Failure.input("show the mix " + mix + " in place",
                    "one StatefulSet runs two releases at most: one on the lower ordinals, another one above",
                    "Name two releases, the one of the lower ordinals first, or use --layout per-release.");
        }
    }

    private static RuntimeException unknown(List<ReleaseImage> releases, String name) {
        List<String> known = releases.stream().map(ReleaseImage::name).toList();
        return Failure.input("use " + name + " in the mix", "no such release is deployed" + Near.hint(name, known),
                "Choose from: " + String.join(", ", known) + ".");
    }
}
