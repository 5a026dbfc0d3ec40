package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.cli.options.GenerateOptions;
import natscompat.publish.PullRegistry;
import picocli.CommandLine.Option;

/** The options that say what a deployment is to look like. */
final class DeploymentArguments {
    @Option(names = {"-s", "--storage-class"}, paramLabel = "NAME", description = {
        "Storage class of the volumes (default: that of the Kubernetes cluster)."
    })
    private Optional<String> storageClass = Optional.empty();

    @Option(names = {"--size", "--storage-size"}, paramLabel = "SIZE", description = {
        "Of each volume, and limit of file storage (default: 4Gi)."
    })
    private Optional<String> size = Optional.empty();

    @Option(names = "--cluster", paramLabel = "NAME", description = {
        "Name of the NATS cluster; all objects begin with it (default: nats)."
    })
    private Optional<String> cluster = Optional.empty();

    @Option(names = {"--release", "--releases"}, paramLabel = "NAME", description = {
        "Which of built/node-images.txt, in upgrade order (default: all)."
    })
    private List<String> releases = new ArrayList<>();

    @Option(names = {"--mix", "--mixes"}, paramLabel = "'N x RELEASE'", description = {
        "How many servers run which release; repeat it, or join parts with +. Without it all wait at 0 replicas."
    })
    private List<String> mix = new ArrayList<>();

    @Option(names = {"--layout", "--layouts"}, paramLabel = "per-release|in-place", description = {
        "per-release (default): a StatefulSet each, for mixes that stay; in-place: one whose servers change release."
    })
    private Optional<String> layout = Optional.empty();

    @Option(names = "--requests", paramLabel = "cpu=A,memory=B", description = {
        "What each server asks for (default: cpu=100m, and the memory that it is limited to)."
    })
    private Optional<String> requests = Optional.empty();

    @Option(names = "--limits", paramLabel = "cpu=A,memory=B", description = {
        "What each server may take (default: cpu=1,memory=512Mi); GOMEMLIMIT is nine tenths of the memory."
    })
    private Optional<String> limits = Optional.empty();

    @Option(names = "--pull-secret", paramLabel = "NAME", description = "Secret of the namespace that the registry wants.")
    private Optional<String> pullSecret = Optional.empty();

    @Option(names = {"--pull-registry", "--pull-registries"}, paramLabel = "HOST/PATH", description = {
        "Where nodes pull what was pushed from here, if they know the registry by another name."
    })
    private Optional<String> pullRegistry = Optional.empty();

    @Option(names = "--runner-image", paramLabel = "REF@DIGEST", description = {
        "This tool as an image, for runner/ (default: that of built/runner-image.txt; without one no runner/)."
    })
    private Optional<String> runnerImage = Optional.empty();

    @Option(names = "--workers", paramLabel = "N", description = "In runner/: most cells side by side (default: 4).")
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--templates", paramLabel = "DIR", description = {
        "Templates of your own: a copy of templates/, of which you need to keep only what you change."
    })
    private Optional<Path> templates = Optional.empty();

    @Option(names = "--out", paramLabel = "DIR", description = "Where files go (default: config/NAMESPACE beside bin/).")
    private Optional<Path> out = Optional.empty();

    GenerateOptions options(String namespace) {
        return new GenerateOptions(namespace, cluster, layout, storageClass, size, releases, mix, requests, limits,
                pullSecret, new PullRegistry(pullRegistry), runnerImage, workers, templates, out);
    }
}
