package natscompat.deployer.kubernetes.platform;

import java.util.Map;
import java.util.Optional;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.Resources;

/**
 * What the clusters of a platform have in common.
 *
 * @param images of every release by name, by digest: {@code host:port/path@sha256:...}
 * @param tool this tool as an image, by digest: the sidecars run it
 * @param arch the processor type that all images are for, as GOARCH; empty = nobody knows
 * @param storageClass of the volumes; the default class of Kubernetes when empty
 * @param storageSize of each volume
 * @param resources of each server
 * @param labels of the run and the cell, on every object; with that of a run, the run's account for servers is there already
 * @param pullSecret that the registry wants, if any; it is there already
 * @param mostStoreBytes most that is brought home of the stores of one cluster when it is closed
 */
public record KubernetesSettings(
        Map<String, String> images,
        String tool,
        Optional<String> arch,
        Optional<String> storageClass,
        Quantity storageSize,
        Resources resources,
        Map<String, String> labels,
        Optional<String> pullSecret,
        long mostStoreBytes) {
    /** Copies the maps. */
    public KubernetesSettings {
        images = Map.copyOf(images);
        labels = Map.copyOf(labels);
    }

    /** With the default storage class, usual sizes, no pull secret, and all that is stored. */
    public static KubernetesSettings of(Map<String, String> images, String tool, Map<String, String> labels) {
        return new KubernetesSettings(images, tool, Optional.empty(), Optional.empty(), Quantity.of("4Gi"), Resources.DEFAULT,
                labels, Optional.empty(), Long.MAX_VALUE);
    }
}
