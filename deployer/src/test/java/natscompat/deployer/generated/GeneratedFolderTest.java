package natscompat.deployer.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.deployer.generated.Change.Kind;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only our own files are written over and removed. */
class GeneratedFolderTest {
    @TempDir
    Path temporary;

    private Path folder() {
        return temporary.resolve("config/one");
    }

    private GeneratedFolder generated() {
        return new GeneratedFolder(folder());
    }

    private static SortedMap<String, String> files(String namespace, String... releases) {
        List<ReleaseImage> images = Stream.of(releases)
                .map(name -> new ReleaseImage(name, ServerVersion.of(name), "r/n@sha256:" + "0".repeat(64)))
                .toList();
        Deployment deployment = Deployment.of(namespace, "nats", Layout.PER_RELEASE, images, new Mix(List.of()));
        return new DeploymentFiles(Templates.packed()).render(deployment, "bin/generate -n " + namespace);
    }

    private static List<String> paths(List<Change> changes, Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).map(Change::path).toList();
    }

    @Test
    void comparingWritesNothing() {
        assertThat(generated().compare(files("one", "v2.12.15"))).isNotEmpty().allMatch(c -> c.kind() == Kind.ADDED);
        assertThat(folder()).doesNotExist();
    }

    @Test
    void writingTwiceChangesNothingTheSecondTime() throws IOException {
        generated().write(files("one", "v2.12.15"));
        Path file = folder().resolve("kustomization.yaml");
        FileTime longAgo = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, longAgo);
        assertThat(generated().write(files("one", "v2.12.15"))).isEmpty();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        for (Map.Entry<String, String> wanted : files("one", "v2.12.15").entrySet()) {
            assertThat(folder().resolve(wanted.getKey())).hasContent(wanted.getValue());
        }
    }

    @Test
    void whatPeopleChangedIsPutBackAndWhatNothingMakesAnyMoreGoes() throws IOException {
        generated().write(files("one", "v2.12.15", "v2.14.5"));
        Path changed = folder().resolve("v2-14-5/service.yaml");
        Files.writeString(changed, Files.readString(changed) + "# mine\n");
        List<Change> changes = generated().write(files("one", "v2.14.5"));
        assertThat(paths(changes, Kind.CHANGED)).contains("v2-14-5/service.yaml", "kustomization.yaml");
        assertThat(paths(changes, Kind.REMOVED)).containsExactly(
                "v2-12-15/configmap.yaml", "v2-12-15/service.yaml", "v2-12-15/statefulset.yaml");
        assertThat(folder().resolve("v2-12-15")).doesNotExist();
    }

    @Test
    void filesOfOthersStayAndSoDoTheirFolders() throws IOException {
        generated().write(files("one", "v2.12.15", "v2.14.5"));
        Path note = Files.writeString(folder().resolve("v2-12-15/NOTES"), "mine");
        Path link = Files.createSymbolicLink(folder().resolve("v2-12-15/link"), folder().resolve("kustomization.yaml"));
        generated().write(files("one", "v2.14.5"));
        assertThat(note).hasContent("mine");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(folder().resolve("v2-12-15/service.yaml")).doesNotExist();
    }

    @Test
    void aFileOfOthersInTheWayStopsEverythingBeforeTheFirstChange() throws IOException {
        Files.createDirectories(folder().resolve("v2-14-5"));
        Path theirs = Files.writeString(folder().resolve("v2-14-5/service.yaml"), "kind: Service\n");
        assertThatThrownBy(() -> generated().write(files("one", "v2.14.5")))
                .hasMessageContaining("v2-14-5/service.yaml")
                .hasMessageContaining("was not made by nats-compat");
        assertThat(theirs).hasContent("kind: Service\n");
        assertThat(folder().resolve("kustomization.yaml")).doesNotExist();
    }

    @Test
    void whatAKilledRunLeftHalfWrittenGoes() throws IOException {
        generated().write(files("one", "v2.14.5"));
        Path part = folder().resolve("v2-14-5/service.yaml.part");
        Files.copy(folder().resolve("v2-14-5/service.yaml"), part);
        assertThat(paths(generated().write(files("one", "v2.14.5")), Kind.REMOVED)).containsExactly("v2-14-5/service.yaml.part");
    }

    @Test
    void aFolderOfAnotherNamespaceIsNotWrittenOver() {
        generated().write(files("one", "v2.14.5"));
        assertThatThrownBy(() -> generated().write(files("two", "v2.14.5"))).hasMessageContaining("it holds those for one");
    }

    @Test
    void anOlderSchemaIsPutRight() throws IOException {
        generated().write(files("one", "v2.14.5"));
        Path record = folder().resolve("deployment.json");
        Files.writeString(record, Files.readString(record).replace("\"schema\" : 1", "\"schema\" : 0"));
        assertThat(paths(generated().write(files("one", "v2.14.5")), Kind.CHANGED)).containsExactly("deployment.json");
    }
}
