package natscompat.testing.kubernetes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.image.Image;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.JibEngine;
import natscompat.publish.image.RegistryReader;
import natscompat.publish.image.RunnerImage;

/**
 * The class path of the running test as an image in the registry of the test cluster, made as the runner's is. Needs a base
 * image with Java 25 there: {@code java:25}. Stateless.
 */
public final class TestTool {
    private static final String BASE = "java";
    private static final String BASE_TAG = "25";

    private TestTool() {}

    /** That image, by digest; its entry point is this class. Layers that the registry has are not pushed again. */
    public static String image(String main) {
        ReleaseOptions options = ReleaseOptions.from(Optional.empty(), Optional.empty(), true, System.getenv());
        ImageName name = ImageName.parse(TestNamespace.registry() + "/test-tool");
        try {
            Path empty = Files.createTempDirectory("natscompat-empty");
            try {
                return name.at(push(options, name, empty, main));
            } finally {
                Files.delete(empty);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("make an image of the test's class path", e);
        }
    }

    private static String push(ReleaseOptions options, ImageName name, Path empty, String main) throws IOException {
        Image runner = RunnerImage.of(base(options), classPath(), empty, "test", options.target().os(), options.target().arch());
        Image image = new Image(runner.base(), runner.layers(), runner.labels(), runner.created(),
                entry(runner.entrypoint(), main), List.of(), List.of(), runner.volumes(), runner.user(), runner.os(),
                runner.arch());
        return new JibEngine(options.cache(), Optional.empty(), true).push(image,
                new ImageEngine.Target(name, List.of("test"), Optional.empty(), true), line -> {});
    }

    private static List<String> entry(List<String> entrypoint, String main) {
        List<String> changed = new ArrayList<>(entrypoint);
        changed.set(changed.size() - 1, main);
        return changed;
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Files::exists)
                .toList();
    }

    private static RunnerImage.Base base(ReleaseOptions options) {
        ImageName name = ImageName.parse(TestNamespace.registry() + "/" + BASE);
        RegistryReader reader = new RegistryReader(name, Optional.empty(), true);
        RegistryReader.Manifest manifest = reader.manifest(BASE_TAG, options.target().os(), options.target().arch())
                .orElseThrow(() -> new IllegalStateException("push an image with Java 25 as " + name.text() + ":" + BASE_TAG));
        return new RunnerImage.Base(name.at(manifest.digest()), reader.configuration(manifest).orElseThrow());
    }
}
