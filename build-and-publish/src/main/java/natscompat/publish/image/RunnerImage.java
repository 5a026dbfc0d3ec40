package natscompat.publish.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The tool itself as an image, for the Kubernetes platform: other people's jars as one layer that seldom changes, our
 * own as another one on top. The class path keeps its order. Stateless.
 */
public final class RunnerImage {
    private static final String LIB = "/app/lib/";
    private static final String OURS = "/app/ours/";
    private static final String WORK = "/work";

    private RunnerImage() {}

    /**
     * What the image stands on.
     *
     * @param reference name and digest
     * @param configuration its configuration document
     */
    public record Base(String reference, JsonNode configuration) {}

    /**
     * Describes it.
     *
     * @param base an image with Java 25
     * @param classPath jars, or folders of classes, in their order
     * @param empty an empty folder
     * @param version of the tool
     * @param os as GOOS
     * @param arch as GOARCH
     */
    public static Image of(Base base, List<Path> classPath, Path empty, String version, String os, String arch)
            throws IOException {
        List<Image.Entry> theirs = new ArrayList<>();
        List<Image.Entry> ours = new ArrayList<>();
        ours.add(new Image.Entry(empty, WORK, "755", NodeImage.USER));
        List<String> inImage = new ArrayList<>();
        for (Path part : classPath) {
            boolean own = isOurs(part);
            String path = (own ? OURS : LIB) + (Files.isDirectory(part) ? inImage.size() : part.getFileName());
            inImage.add(path);
            add(part, path, own ? ours : theirs);
        }
        Map<String, String> labels = Image.ociLabels("nats-compat", version, version, Instant.EPOCH);
        labels.put("org.opencontainers.image.base.name", base.reference());
        return new Image(
                Optional.of(base.reference()),
                List.of(new Image.Layer("libraries", theirs), new Image.Layer("nats-compat", ours)),
                labels,
                Instant.EPOCH,
                List.of(
                        java(base.configuration().path("config")),
                        "-XX:MaxRAMPercentage=75",
                        // A pod that is made anew keeps its name and gets another address; Java remembers one for 30 s.
                        "-Dsun.net.inetaddr.ttl=1",
                        "-Dnats-compat.home=" + WORK,
                        "-cp",
                        String.join(":", inImage),
                        "natscompat.cli.Main"),
                List.of(),
                List.of(),
                List.of(WORK),
                NodeImage.USER,
                os,
                arch);
    }

    /** Where Java is in the base: its entry point if that is Java, else below its JAVA_HOME, else on its path. */
    static String java(JsonNode config) {
        JsonNode entrypoint = config.path("Entrypoint");
        String last = entrypoint.path(entrypoint.size() - 1).asText("");
        if (last.equals("java") || last.endsWith("/java")) {
            return last;
        }
        for (JsonNode variable : config.path("Env")) {
            if (variable.asText().startsWith("JAVA_HOME=")) {
                return variable.asText().substring("JAVA_HOME=".length()) + "/bin/java";
            }
        }
        return "java";
    }

    private static boolean isOurs(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            return Files.isDirectory(part.resolve("natscompat"));
        }
        try (ZipFile jar = new ZipFile(part.toFile())) {
            return jar.stream().anyMatch(entry -> entry.getName().startsWith("natscompat/"));
        }
    }

    private static void add(Path part, String path, List<Image.Entry> entries) throws IOException {
        try (Stream<Path> files = Files.walk(part)) {
            files.filter(Files::isRegularFile).sorted().forEach(file -> {
                String rest = file.equals(part) ? "" : "/" + part.relativize(file);
                entries.add(new Image.Entry(file, path + rest, "644", ""));
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
