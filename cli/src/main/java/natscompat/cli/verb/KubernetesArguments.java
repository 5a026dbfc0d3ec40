package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.Optional;
import natscompat.cli.options.KubernetesOptions;
import natscompat.publish.RunnerRequest;
import picocli.CommandLine.Option;

/** The options of {@code qualify} that say where on Kubernetes, and how. */
final class KubernetesArguments {
    @Option(names = {"-n", "--namespace", "--namespaces"}, paramLabel = "NAME", description = {
        "Kubernetes: where; runs beside each other in one namespace share its room."
    })
    private Optional<String> namespace = Optional.empty();

    @Option(names = {"--context", "--contexts"}, paramLabel = "NAME", description = {
        "Kubernetes: of the kubeconfig that KUBECONFIG names (default: its current one)."
    })
    private Optional<String> context = Optional.empty();

    @Option(names = {"-s", "--storage-class"}, paramLabel = "NAME", description = {
        "Kubernetes: of all volumes (default: the usual one there)."
    })
    private Optional<String> storageClass = Optional.empty();

    @Option(names = {"--size", "--storage-size"}, paramLabel = "SIZE", description = {
        "Kubernetes: of each server's volume (default: 1Gi)."
    })
    private String size = KubernetesOptions.SERVER_SIZE;

    @Option(names = "--head-size", paramLabel = "SIZE", description = {
        "Kubernetes: of the volume that keeps the run folder (default: twice the forecast of the plan, 2Gi at least)."
    })
    private Optional<String> headSize = Optional.empty();

    @Option(names = {"--registry", "--registries"}, paramLabel = "HOST/PATH", description = {
        "Kubernetes: where images are; what is missing there is built and pushed."
    })
    private Optional<String> registry = Optional.empty();

    @Option(names = {"--pull-registry", "--pull-registries"}, paramLabel = "HOST/PATH", description = {
        "Kubernetes: the same as nodes name it, where they know it by another name (default: as --registry)."
    })
    private Optional<String> pullRegistry = Optional.empty();

    @Option(names = "--insecure-registry", description = {
        "Kubernetes: it may speak plain http; on a loopback address it always may."
    })
    private boolean insecure;

    @Option(names = "--base-image", paramLabel = "REF", description = {
        "Kubernetes: an image with Java 25 for head and runners (default: " + RunnerRequest.USUAL_BASE + ")."
    })
    private String base = RunnerRequest.USUAL_BASE;

    @Option(names = "--goarch", paramLabel = "ARCH", description = {
        "Kubernetes: processor type of the nodes that run it all, e.g. arm64 (default: what nodes have, this machine's",
        "where they have it)."
    })
    private Optional<String> arch = Optional.empty();

    @Option(names = "--pull-secret", paramLabel = "NAME", description = {
        "Kubernetes: Secret of the namespace that the registry wants."
    })
    private Optional<String> pullSecret = Optional.empty();

    @Option(names = "--workers", paramLabel = "N", description = {
        "Kubernetes: most cells side by side (default: 4, or as many as nodes have room for)."
    })
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--detach", description = "Kubernetes: come back as soon as the run goes on by itself; see attach.")
    private boolean detach;

    @Option(names = "--create-namespace", description = "Kubernetes: make the namespace where it is missing.")
    private boolean createNamespace;

    @Option(names = "--templates", paramLabel = "DIR", description = {
        "Kubernetes: templates of your own for head and runners: a copy of templates/."
    })
    private Optional<Path> templates = Optional.empty();

    /** Most cells side by side, if that was typed. */
    Optional<Integer> workers() {
        return workers;
    }

    KubernetesOptions options() {
        return KubernetesOptions.of(namespace, context, storageClass, size, headSize, registry, pullRegistry, insecure, base,
                arch, pullSecret, workers, detach, createNamespace, templates);
    }
}
