package natscompat.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import natscompat.generator.kubernetes.KubernetesName;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.model.failure.Failure;
import natscompat.publish.PullRegistry;

/**
 * Where and how a qualification runs on Kubernetes, validated. Immutable.
 *
 * @param namespace where
 * @param context of the kubeconfig; empty = the current one
 * @param storageClass of all volumes; empty = the usual one there
 * @param size of each server's volume
 * @param headSize of the volume of the head; empty = as the plan's forecast says
 * @param registry host, port and path below which images are
 * @param pullRegistry the same as nodes name it
 * @param insecure whether it may speak plain http
 * @param base image with Java 25
 * @param arch processor type to build for, as GOARCH; empty = what nodes have
 * @param pullSecret that the registry wants
 * @param workers most cells side by side; empty = as many as nodes have room for, {@link #WORKERS} at most
 * @param detach whether to come back as soon as the run goes on by itself
 * @param createNamespace whether to make a missing namespace
 * @param templates a folder of one's own
 */
public record KubernetesOptions(
        String namespace,
        Optional<String> context,
        Optional<String> storageClass,
        Quantity size,
        Optional<Quantity> headSize,
        String registry,
        PullRegistry pullRegistry,
        boolean insecure,
        String base,
        Optional<String> arch,
        Optional<String> pullSecret,
        Optional<Integer> workers,
        boolean detach,
        boolean createNamespace,
        Optional<Path> templates) {
    /** Most cells side by side when nobody says. */
    public static final int WORKERS = 4;

    /** Volume of each server when nobody says. */
    public static final String SERVER_SIZE = "1Gi";

    private static final long GIB = 1L << 30;
    private static final long LEAST_HEAD = 2 * GIB;
    /** The least that the head's volume has. */
    static final String LEAST_HEAD_SIZE = LEAST_HEAD / GIB + "Gi";

    /** Refuses what cannot be. */
    public KubernetesOptions {
        KubernetesName.asTyped("namespace", namespace);
        workers.filter(typed -> typed < 1).ifPresent(typed -> {
            throw Failure.input("run " + typed + " cells side by side", "that is less than one",
                    "Use --workers 1 or more, or leave it out.");
        });
    }

    /** What was typed; two options have no default that would be right anywhere. */
    public static KubernetesOptions of(
            Optional<String> namespace,
            Optional<String> context,
            Optional<String> storageClass,
            String size,
            Optional<String> headSize,
            Optional<String> registry,
            Optional<String> pullRegistry,
            boolean insecure,
            String base,
            Optional<String> arch,
            Optional<String> pullSecret,
            Optional<Integer> workers,
            boolean detach,
            boolean createNamespace,
            Optional<Path> templates) {
        return new KubernetesOptions(
                namespace.orElseThrow(() -> missing("no namespace is named", "-n nats-qualify")),
                context,
                storageClass,
                Quantity.of(size),
                headSize.map(Quantity::of),
                registry.orElseThrow(() -> missing("no registry is named", "--registry localhost:5000/nats")),
                new PullRegistry(pullRegistry),
                insecure,
                base,
                arch,
                pullSecret,
                workers,
                detach,
                createNamespace,
                templates);
    }

    private static RuntimeException missing(String why, String example) {
        return Failure.input("qualify on Kubernetes", why, "Name one, for example " + example + ".");
    }

    /**
     * What head and runners need.
     *
     * @param run its id
     * @param image of the runner as nodes name it, by digest
     * @param builtFor processor type of all images, as GOARCH
     * @param sideBySide most cells
     * @param forecastBytes what the run folder will take
     */
    public RunnerDeployment deployment(String run, String image, String builtFor, int sideBySide, long forecastBytes) {
        long least = Math.max(LEAST_HEAD, 2 * forecastBytes);
        Quantity head = headSize.orElseGet(() -> Quantity.of((least + GIB - 1) / GIB + "Gi"));
        return new RunnerDeployment(namespace, run, storageClass, head, size, image, Optional.of(builtFor),
                pullSecret, sideBySide);
    }
}
