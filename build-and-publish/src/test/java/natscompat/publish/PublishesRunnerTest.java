package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import natscompat.publish.golang.Target;
import natscompat.publish.image.Image;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.JibEngine;
import natscompat.publish.image.Login;
import natscompat.publish.image.RegistryReader;
import natscompat.publish.record.RunnerEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The tool itself as an image in a real registry, on a base that only claims to have Java. */
@Tag("real")
class PublishesRunnerTest {
    @RegisterExtension
    static final Registry REGISTRY = Registry.open();

    @RegisterExtension
    static final Registry CLOSED = Registry.withPasswords();

    @TempDir
    Path temp;

    private final List<String> said = new CopyOnWriteArrayList<>();

    private String base() throws IOException {
        ImageName name = ImageName.parse(REGISTRY.address() + "/java");
        push(name, Optional.empty());
        return name.text() + ":25";
    }

    private String push(ImageName name, Optional<Login> login) throws IOException {
        return push(name, login, Target.host().arch());
    }

    private String push(ImageName name, Optional<Login> login, String arch) throws IOException {
        Path file = Files.writeString(temp.resolve("java"), "not really");
        Image image = new Image(
                Optional.empty(),
                List.of(new Image.Layer("java", List.of(new Image.Entry(file, "/opt/java/bin/java", "755", "")))),
                Map.of(), Instant.EPOCH, List.of("/opt/java/bin/java"), List.of(), List.of(), List.of(), "65532:65532",
                Target.host().os(), arch);
        return new JibEngine(temp.resolve("cache"))
                .push(image, new ImageEngine.Target(name, List.of("25"), login, true), text -> {});
    }

    private static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1)).map(Path::of).toList();
    }

    private String publish(Path folder, String base) {
        return new RunnerPublisher(
                        Setting.in(folder).options(Optional.empty(), Map.of()), folder.resolve("built"), said::add)
                .publish(new RunnerRequest(REGISTRY.address() + "/nats", base, classPath(), "0.1.0", false));
    }

    @Test
    void it_starts_the_command_line_with_the_java_of_its_base_and_is_on_record() throws IOException {
        String image = publish(temp.resolve("one"), base());

        assertThat(temp.resolve("one/built/runner-image.txt")).hasContent("runner " + image);
        baseIsOnRecordByDigest(image);
        RegistryReader reader =
                new RegistryReader(ImageName.parse(REGISTRY.address() + "/nats/nats-compat"), Optional.empty(), true);
        RegistryReader.Manifest manifest = reader.manifest("0.1.0").orElseThrow();
        assertThat(image).endsWith("/nats-compat@" + manifest.digest());
        JsonNode config = reader.configuration(manifest).orElseThrow().path("config");
        assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/opt/java/bin/java");
        assertThat(config.path("Entrypoint").path(config.path("Entrypoint").size() - 1).asText())
                .isEqualTo("natscompat.cli.Main");
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(manifest.text().split("tar\\+gzip", -1)).as("the base's layer and two of ours").hasSize(4);
    }

    /** What the tag of the base means may change any day: the digest that was used is printed and written down. */
    private void baseIsOnRecordByDigest(String image) throws IOException {
        RegistryReader bases = new RegistryReader(ImageName.parse(REGISTRY.address() + "/java"), Optional.empty(), true);
        String used = REGISTRY.address() + "/java@" + bases.manifest("25").orElseThrow().digest();
        List<String> ledger = Files.readAllLines(temp.resolve("one/built/runner-ledger.jsonl"));
        assertThat(ledger).hasSize(1);
        RunnerEntry entry = Json.mapper().readValue(ledger.getFirst(), RunnerEntry.class);
        assertThat(entry.base()).isEqualTo(used);
        assertThat(entry.asked()).isEqualTo(REGISTRY.address() + "/java:25");
        assertThat(entry.image()).isEqualTo(image);
        assertThat(said).contains("base image " + used);
        publish(temp.resolve("one"), used);
        assertThat(Files.readAllLines(temp.resolve("one/built/runner-ledger.jsonl"))).hasSize(2);
    }

    @Test
    void its_digest_is_equal_in_two_folders() throws IOException {
        String base = base();

        assertThat(publish(temp.resolve("one"), base)).isEqualTo(publish(temp.resolve("other"), base));
    }

    @Test
    void a_base_that_is_not_there_is_said() {
        assertThatThrownBy(() -> publish(temp.resolve("one"), REGISTRY.address() + "/nosuch:25"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("/nosuch:25")
                .hasMessageContaining("--base-image");
    }

    @Test
    void a_base_for_another_processor_is_refused() throws IOException {
        ImageName other = ImageName.parse(REGISTRY.address() + "/java-elsewhere");
        push(other, Optional.empty(), "s390x");

        assertThatThrownBy(() -> publish(temp.resolve("one"), other.text() + ":25"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("it is for linux/s390x")
                .hasMessageContaining("--base-image");
    }

    @Test
    void a_base_in_another_registry_is_read_as_dockers_configuration_says_and_not_as_who_we_are_here() throws IOException {
        ImageName closed = ImageName.parse(CLOSED.address() + "/java");
        Login login = new Login(Registry.USER, Registry.PASSWORD, "the test");
        Files.writeString(temp.resolve("config.json"), "{\"auths\":{\"" + CLOSED.address() + "\":{\"auth\":\""
                + Base64.getEncoder().encodeToString((login.user() + ":" + login.secret()).getBytes(StandardCharsets.UTF_8))
                + "\"}}}");
        String digest = push(closed, Optional.of(login));
        Map<String, String> environment =
                Map.of("DOCKER_CONFIG", temp.toString(), Login.USER, "somebody", Login.PASSWORD, "for the target alone");
        RunnerRequest request = new RunnerRequest(
                REGISTRY.address() + "/nats", closed.text() + ":25", classPath(), "0.1.0", false);

        String image = new RunnerPublisher(
                        Setting.in(temp.resolve("other")).options(Optional.empty(), environment), temp.resolve("built"), said::add)
                .publish(request);

        assertThat(image).startsWith(REGISTRY.address() + "/nats/nats-compat@");
        assertThat(said).contains("base image " + closed.at(digest));
    }
}
