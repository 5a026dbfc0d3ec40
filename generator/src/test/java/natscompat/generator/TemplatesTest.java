package natscompat.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's templates go before the packed ones, and are told file and line of what does not fit. */
class TemplatesTest {
    private static final String KUSTOMIZATION = "kubernetes/kustomization.yaml.mustache";
    private static final Map<String, ?> VALUES = Map.of("resources", Stream.of("a.yaml").map(r -> Map.of("resource", r)).toList());

    @TempDir
    Path folder;

    private String render(String text) throws IOException {
        Path file = folder.resolve(KUSTOMIZATION);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Templates.in(folder).template(KUSTOMIZATION).render(VALUES);
    }

    @Test
    void everyTemplateOfTheFolderIsKnown() throws IOException {
        Path ours = Path.of(System.getProperty("nats-compat.root", "..")).resolve("templates");
        try (Stream<Path> files = Files.walk(ours)) {
            assertThat(files.filter(f -> f.toString().endsWith(".mustache")).map(f -> ours.relativize(f).toString()))
                    .containsExactlyInAnyOrderElementsOf(Templates.known());
        }
    }

    @Test
    void aFileOfTheFolderIsUsedAndAnotherOneIsThePackedOne() throws IOException {
        assertThat(render("mine: {{#resources}}{{resource}}{{/resources}}")).isEqualTo("mine: a.yaml");
        assertThat(Templates.in(folder).template("nats.conf.mustache")).isNotNull();
    }

    @Test
    void aMissingVariableIsNamedWithItsLine() {
        assertThatThrownBy(() -> render("a\nb\n{{#resources}}\n- {{resourse}}\n{{/resources}}\n"))
                .hasMessageContaining(KUSTOMIZATION + ", line 4")
                .hasMessageContaining("nothing defines {{resourse}}; near: resource")
                .isInstanceOfSatisfying(FailureException.class,
                        thrown -> assertThat(thrown.failure().category()).isEqualTo(Category.INPUT));
    }

    @Test
    void anUnusedVariableIsNamedWithTheLineWhereTheOriginalHasIt() {
        assertThatThrownBy(() -> render("a\nb\n"))
                .hasMessageContaining(KUSTOMIZATION + ", lines 1 to 2")
                .hasMessageContaining("never mentions [resources]")
                .hasMessageContaining("mentions {{resources}} in line 5")
                .hasMessageContaining("# {{resources}}");
    }

    @Test
    void aSectionThatIsNotClosedIsNamedWithItsLine() {
        assertThatThrownBy(() -> render("a\n{{#resources}}\n")).hasMessageContaining(KUSTOMIZATION + ", line 2");
    }

    @Test
    void aNameThatNothingIsMadeFromIsRefused() throws IOException {
        Files.writeString(folder.resolve("nats.config.mustache"), "");
        assertThatThrownBy(() -> Templates.in(folder))
                .hasMessageContaining("nothing is made from nats.config.mustache; near: nats.conf.mustache");
    }

    @Test
    void aFolderThatIsNotThereOrHasNoneIsRefused() {
        assertThatThrownBy(() -> Templates.in(folder.resolve("nowhere"))).hasMessageContaining("there is no such folder");
        assertThatThrownBy(() -> Templates.in(folder)).hasMessageContaining("it holds none");
    }
}
