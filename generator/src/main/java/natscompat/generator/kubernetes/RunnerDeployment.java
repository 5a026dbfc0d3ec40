package natscompat.generator.kubernetes;

import java.util.Optional;
import natscompat.model.failure.Failure;

/**
 * What head and runners of one run need. Holds no secret.
 *
 * @param namespace where they run; it is there already
 * @param run id of the run
 * @param storageClass of all volumes; the default class of Kubernetes when empty
 * @param headStorage size of the head's volume
 * @param serverStorage size of the volume of each server
 * @param image this tool as an image, by digest
 * @param arch the processor type that this image and those of the releases are for, as GOARCH; empty = nobody knows
 * @param pullSecret that the registry wants, if any; it is there already
 * @param workers most cells side by side
 */
public record RunnerDeployment(
        String namespace,
        String run,
        Optional<String> storageClass,
        Quantity headStorage,
        Quantity serverStorage,
        String image,
        Optional<String> arch,
        Optional<String> pullSecret,
        int workers) {
    /** Checks the names. */
    public RunnerDeployment {
        KubernetesName.asTyped("namespace", namespace);
        KubernetesName.asTyped("run", new RunnerNames(run).head());
        if (workers < 1) {
            throw Failure.input("run " + workers + " cells side by side", "that is less than one",
                    "Use --workers 1 or more, or leave it out.");
        }
    }
}
