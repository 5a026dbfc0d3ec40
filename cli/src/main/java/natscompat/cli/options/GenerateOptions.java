package natscompat.cli.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.generator.kubernetes.Resources;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.planner.MixText;
import natscompat.publish.PullRegistry;
import natscompat.publish.record.PublishedImage;
import natscompat.publish.record.PublishedRunner;

/**
 * What {@code generate} is asked for, as typed. Immutable.
 *
 * @param namespace where it is to be deployed
 * @param cluster what the names of all objects begin with
 * @param layout {@code per-release} or {@code in-place}
 * @param storageClass of the volumes
 * @param size of each volume
 * @param releases of those that were published; all of them when empty
 * @param mix parts of the mix; may be empty
 * @param requests of each server
 * @param limits of each server
 * @param pullSecret that the registry wants
 * @param pullRegistry by which name nodes pull what was pushed from here
 * @param runnerImage this tool as an image; the newest published one when empty
 * @param workers most cells side by side
 * @param templates a folder of one's own
 * @param out where files go, if not to {@code config/<namespace>}
 */
public record GenerateOptions(
        String namespace,
        Optional<String> cluster,
        Optional<String> layout,
        Optional<String> storageClass,
        Optional<String> size,
        List<String> releases,
        List<String> mix,
        Optional<String> requests,
        Optional<String> limits,
        Optional<String> pullSecret,
        PullRegistry pullRegistry,
        Optional<String> runnerImage,
        Optional<Integer> workers,
        Optional<Path> templates,
        Optional<Path> out) {
    private static final String USUAL_CLUSTER = "nats";
    private static final String USUAL_SIZE = "4Gi";
    private static final String EXAMPLE = "example";

    /** What it comes to with what was published. */
    public Deployment deployment(List<PublishedImage> published) {
        List<ReleaseImage> images = chosen(published);
        List<String> names = images.stream().map(ReleaseImage::name).toList();
        return new Deployment(namespace, cluster.orElse(USUAL_CLUSTER), layoutOf(), storageClass,
                Quantity.of(size.orElse(USUAL_SIZE)), images, MixText.read(mix, names), Resources.of(requests, limits),
                Optional.empty(), new TreeMap<>(), pullSecret);
    }

    /**
     * What {@code qualify} would apply for a run of the id {@value #EXAMPLE} with these options; empty when there is no
     * image for it.
     *
     * @param published the newest image of this tool
     */
    public Optional<RunnerDeployment> runner(Optional<PublishedRunner> published) {
        return runnerImage.map(image -> new PublishedRunner(image, Optional.empty()))
                .or(() -> published.map(image -> new PublishedRunner(pullRegistry.of(image.reference()), image.arch())))
                .map(image -> new RunnerDeployment(namespace, EXAMPLE, storageClass,
                        Quantity.of(KubernetesOptions.LEAST_HEAD_SIZE),
                        Quantity.of(size.orElse(KubernetesOptions.SERVER_SIZE)), image.reference(), image.arch(), pullSecret,
                        workers.orElse(KubernetesOptions.WORKERS)));
    }

    /** The command that makes the same again: what decides what is in the files, in one order; without the mix. */
    public String command(String verb) {
        List<String> words = new ArrayList<>(List.of(verb, "-n", namespace));
        add(words, "-s", storageClass);
        add(words, "--size", size);
        add(words, "--cluster", cluster);
        add(words, "--layout", layout);
        add(words, "--releases", releases.isEmpty() ? Optional.empty() : Optional.of(String.join(",", Names.split(releases))));
        add(words, "--requests", requests);
        add(words, "--limits", limits);
        add(words, "--pull-secret", pullSecret);
        add(words, "--pull-registry", pullRegistry.registry());
        add(words, "--runner-image", runnerImage);
        add(words, "--workers", workers.map(String::valueOf));
        add(words, "--templates", templates.map(Path::toString));
        add(words, "--out", out.map(Path::toString));
        return String.join(" ", words.stream().map(Again::quoted).toList());
    }

    private static void add(List<String> words, String option, Optional<String> value) {
        value.ifPresent(v -> words.addAll(List.of(option, v)));
    }

    private Layout layoutOf() {
        List<Layout> all = List.of(Layout.values());
        String word = Names.one("layout", layout.orElse(Layout.PER_RELEASE.word()), all.stream().map(Layout::word).toList());
        return all.stream().filter(one -> one.word().equals(word)).findFirst().orElseThrow();
    }

    private List<ReleaseImage> chosen(List<PublishedImage> published) {
        List<String> names = published.stream().map(PublishedImage::name).toList();
        List<String> wanted = releases.isEmpty() ? names : Names.known("published release", releases, names);
        return wanted.stream()
                .map(name -> published.get(names.indexOf(name)))
                .map(image -> new ReleaseImage(image.name(), image.version(), pulled(image), image.arch()))
                .toList();
    }

    /** A line that people wrote names an image as nodes do. */
    private String pulled(PublishedImage image) {
        return image.arch().isPresent() ? pullRegistry.of(image.reference()) : image.reference();
    }
}
