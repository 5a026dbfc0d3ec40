package natscompat.publish.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerImageTest {
    @TempDir
    Path temp;

    private static JsonNode config(String json) throws IOException {
        return Json.mapper().readTree(json);
    }

    @Test
    void java_is_where_the_base_says() throws IOException {
        assertThat(RunnerImage.java(config("{\"Entrypoint\":[\"/opt/java/bin/java\"]}"))).isEqualTo("/opt/java/bin/java");
        assertThat(RunnerImage.java(config("{\"Entrypoint\":[\"/entry.sh\"],\"Env\":[\"A=b\",\"JAVA_HOME=/opt/jdk\"]}")))
                .isEqualTo("/opt/jdk/bin/java");
        assertThat(RunnerImage.java(config("{}"))).isEqualTo("java");
    }

    @Test
    void other_peoples_jars_and_ours_are_layers_of_their_own_and_the_class_path_keeps_its_order() throws IOException {
        Path ours = temp.resolve("classes");
        Files.createDirectories(ours.resolve("natscompat/cli"));
        Files.writeString(ours.resolve("natscompat/cli/Main.class"), "ours");
        Path library = Path.of(JsonNode.class.getProtectionDomain().getCodeSource().getLocation().getPath());

        Image image = RunnerImage.of(
                new RunnerImage.Base("base@sha256:1", config("{}")), List.of(library, ours), temp, "0.1.0", "linux", "amd64");

        assertThat(image.layers()).extracting(Image.Layer::name).containsExactly("libraries", "nats-compat");
        assertThat(image.layers().getFirst().entries()).extracting(Image.Entry::source).containsExactly(library);
        assertThat(image.layers().getLast().entries())
                .extracting(Image.Entry::path)
                .containsExactly("/work", "/app/ours/1/natscompat/cli/Main.class");
        assertThat(image.entrypoint()).contains("/app/lib/" + library.getFileName() + ":/app/ours/1");
    }
}
