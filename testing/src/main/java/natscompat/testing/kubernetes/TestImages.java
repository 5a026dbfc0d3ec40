package natscompat.testing.kubernetes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.publish.BuildAndPublish;
import natscompat.publish.NodeReport;
import natscompat.publish.NodeRequest;
import natscompat.publish.ReleaseList;
import natscompat.publish.ReleaseOptions;

/**
 * Images of real releases in the registry of the test cluster. Built and pushed once for each machine and registry, as
 * {@code build-and-publish node} does it; found there afterwards. Thread-safe, also between processes.
 */
public final class TestImages {
    private TestImages() {}

    /**
     * A release in the registry.
     *
     * @param image by digest
     * @param sha256 of the binary in it, lower-case hex
     */
    public record Published(String image, String sha256) {}

    /**
     * The image of each release by digest, by release name.
     *
     * @param releases such as {@code v2.14.5}; a first build takes a minute or two each
     */
    public static Map<String, String> of(String... releases) {
        Map<String, String> images = new TreeMap<>();
        published(releases).forEach((name, published) -> images.put(name, published.image()));
        return images;
    }

    /** Each release with its binary, by release name. */
    public static Map<String, Published> published(String... releases) {
        ReleaseOptions options = ReleaseOptions.from(
                Optional.ofNullable(System.getenv("NATS_SERVER_REPO")), Optional.empty(), true, System.getenv());
        Path built = options.cache().resolve("test-images")
                .resolve(TestNamespace.registry().replaceAll("[^0-9A-Za-z.-]", "_"));
        NodeReport report = new BuildAndPublish(options, built, line -> {}).node(new NodeRequest(
                List.of(releases).stream().map(ReleaseList.Asked::argument).toList(),
                Optional.of(TestNamespace.registry() + "/nats"),
                NodeRequest.Engine.JIB,
                Optional.empty(),
                true));
        Map<String, Published> images = new TreeMap<>();
        for (NodeReport.Result result : report.results()) {
            switch (result) {
                case NodeReport.Done done ->
                    images.put(done.asked().text(), new Published(
                            done.entry().push().orElseThrow().reference(), done.entry().provenance().sha256()));
                case NodeReport.Failed failed -> throw failed.failure().asException();
            }
        }
        return images;
    }
}
