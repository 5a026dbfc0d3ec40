package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type at build-and-publish and what they get, without a registry. */
class BuildAndPublishVerbTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path repository = Path.of("/");

    @BeforeEach
    void sources() throws IOException, InterruptedException {
        repository = TinyRepository.in(home.resolve("nats-server"));
    }

    private int run(String... words) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("NATS_COMPAT_CACHE", home.resolve("cache").toString());
        environment.put("TMPDIR", home.toString());
        Shell shell = new Shell(print(out), print(err), home, home, environment, new Shell.Terminals(false, false, false), 0);
        return Main.run(List.of(words), shell);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "node v1.0.0 --dockerfile Dockerfile | --engine docker",
        "runner --registry localhost:5000/nats --dockerfile Dockerfile | only a Docker engine",
        "node v1.0.0 --engine docker --dockerfile /nosuch/Dockerfile | no such file that can be read",
        "node v1.0.0 --base-image java:25 | publish the runner with it",
        "runner v1.0.0 --registry localhost:5000/nats | releases were named",
        "runner --from releases.txt --registry localhost:5000/nats | releases were named",
        "runner | no registry is named",
        "node | none is named",
        "node v1.0.0 --engine dokcer | near: docker",
        "nodes v1.0.0 | near: node",
        "node --from /nosuch/releases.txt | releases.txt",
    })
    void what_would_be_passed_over_in_silence_is_refused(String line, String words) {
        assertThat(run(("build-and-publish " + line).split(" ", -1))).isEqualTo(254);
        assertThat(err()).contains(words);
        assertThat(out()).isEmpty();
        assertThat(home.resolve("built")).doesNotExist();
    }

    @Test
    void a_bad_line_of_a_file_is_said_with_its_number_and_nothing_is_built() throws IOException {
        Path file = Files.writeString(home.resolve("releases.txt"), "# order\nmain\nnosuch\n");

        assertThat(run("build-and-publish", "node", "--from", file.toString(), "--repo", repository.toString(), "--module-fallback", "no"))
                .isEqualTo(254);
        assertThat(err()).contains("releases.txt line 3");
        assertThat(home.resolve("built")).doesNotExist();
    }

    @Test
    @Tag("real")
    void a_file_is_built_and_the_last_line_names_what_failed() throws IOException {
        Path file = Files.writeString(home.resolve("releases.txt"), "main\nbroken # does not compile\n");

        int code = run("build-and-publish", "node", "--from", file.toString(), "--repo", repository.toString());

        assertThat(code).isEqualTo(254);
        assertThat(out().lines()).singleElement().asString().startsWith("main-").contains("sha256:");
        assertThat(err()).endsWith("failed: broken (1 of 2) ").contains("nonsense", "cleanup --kept");
    }

    @Test
    @Tag("real")
    void json_has_the_exit_code_and_each_result() throws IOException {
        int code = run("build-and-publish", "node", "main", "broken", "--repo", repository.toString(), "--json");

        JsonNode document = Json.mapper().readTree(out());
        assertThat(document.path("exit").asInt()).isEqualTo(code).isEqualTo(254);
        assertThat(document.path("results")).hasSize(2);
        assertThat(document.path("results").path(0).path("entry").path("name").asText()).startsWith("main-");
        assertThat(document.path("results").path(1).path("failure").path("why").asText()).contains("nonsense");
    }
}
