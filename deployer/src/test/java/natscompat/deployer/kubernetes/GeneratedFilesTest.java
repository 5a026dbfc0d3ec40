package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Layout;
import natscompat.model.plan.Mix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What start reads, and what it refuses to start. */
class GeneratedFilesTest {
    @TempDir
    Path folder;

    private GeneratedFiles files(Layout layout, Mix mix) {
        Deployment deployment = Generated.deployment("qualify", layout, Generated.NO_IMAGES, mix);
        return Generated.files(folder, deployment);
    }

    private void change(String path, String what, String by) throws IOException {
        Path file = folder.resolve(path);
        Files.writeString(file, Files.readString(file).replace(what, by));
    }

    @Test
    void whatOthersNeedComesFirstAndServersLast() {
        assertThat(Generated.names(files(Layout.PER_RELEASE, Generated.mix(2, 1)).objects()))
                .startsWith("serviceaccount/nats-runner serviceaccount/nats-server role/nats-runner")
                .endsWith("statefulset/nats-v2-12-15 statefulset/nats-v2-14-5");
    }

    @Test
    void inPlaceTheTemplateOfTheUpperReleaseIsNotAppliedAtFirst() {
        assertThat(files(Layout.IN_PLACE, Generated.mix(2, 1)).more())
                .containsOnlyKeys("v2-14-5/statefulset.yaml")
                .allSatisfy((path, objects) -> assertThat(Generated.names(objects)).isEqualTo("statefulset/nats"));
    }

    @Test
    void perReleaseEverythingIsApplied() {
        assertThat(files(Layout.PER_RELEASE, Generated.mix(2, 1)).more()).isEmpty();
    }

    @Test
    void serversOfBothLayouts() {
        assertThat(files(Layout.PER_RELEASE, Generated.mix(2, 1)).servers()).extracting(Expected::pod)
                .containsExactly("nats-v2-12-15-0", "nats-v2-12-15-1", "nats-v2-14-5-0");
        assertThat(files(Layout.IN_PLACE, Generated.mix(2, 1)).servers()).extracting(Expected::pod)
                .containsExactly("nats-0", "nats-1", "nats-2");
    }

    @Test
    void anotherMixIsMadeAgainFromTheTemplates() {
        GeneratedFiles other = files(Layout.PER_RELEASE, Generated.mix(2, 1)).with(Generated.mix(1, 2));

        assertThat(other.servers()).extracting(Expected::pod)
                .containsExactly("nats-v2-12-15-0", "nats-v2-14-5-0", "nats-v2-14-5-1");
        assertThat(other.statefulSet(Generated.NEW).<Integer>get("spec", "replicas")).isEqualTo(2);
    }

    @Test
    void anotherMixWouldLoseWhatWasChangedByHand() throws IOException {
        files(Layout.PER_RELEASE, Generated.mix(2, 1));
        change("common/client-service.yaml", "port: 4222", "port: 4224");
        GeneratedFiles changed = GeneratedFiles.read(folder, "qualify");

        assertThat(changed.with(Generated.mix(2, 1))).isSameAs(changed);
        assertThatThrownBy(() -> changed.with(Generated.mix(1, 2)))
                .hasMessageContaining("client-service.yaml").hasMessageContaining("--templates");
    }

    @Test
    void aFolderThatIsNotThereSaysHowToMakeIt() {
        assertThatThrownBy(() -> GeneratedFiles.read(folder.resolve("nowhere"), "qualify"))
                .hasMessageContaining("bin/generate -n qualify");
    }

    @Test
    void whatWasGeneratedForAnotherNamespaceIsRefused() {
        files(Layout.PER_RELEASE, Generated.mix(2, 1));

        assertThatThrownBy(() -> GeneratedFiles.read(folder, "other"))
                .hasMessageContaining("was generated for the namespace qualify").hasMessageContaining("-n qualify");
    }

    @Test
    void aFileThatWasMovedToAnotherNamespaceByHandIsRefused() throws IOException {
        files(Layout.PER_RELEASE, Generated.mix(2, 1));
        change("v2-14-5/service.yaml", "namespace: \"qualify\"", "namespace: \"elsewhere\"");

        assertThatThrownBy(() -> GeneratedFiles.read(folder, "qualify"))
                .hasMessageContaining("service.yaml was generated for the namespace elsewhere");
    }

    @Test
    void anOlderSchemaIsRefused() throws IOException {
        files(Layout.PER_RELEASE, Generated.mix(2, 1));
        change("common/network-policy.yaml", "nats-compat.io/schema: \"1\"", "nats-compat.io/schema: \"0\"");

        assertThatThrownBy(() -> GeneratedFiles.read(folder, "qualify"))
                .hasMessageContaining("it is of schema 0").hasMessageContaining("Generate it again");
    }

    @Test
    void anObjectThatDeleteAllWouldLeaveBehindIsRefused() throws IOException {
        files(Layout.PER_RELEASE, Generated.mix(2, 1));
        change("common/client-service.yaml", "app.kubernetes.io/managed-by: \"nats-compat\"", "mine: \"yes\"");

        assertThatThrownBy(() -> GeneratedFiles.read(folder, "qualify"))
                .hasMessageContaining("service/nats-client").hasMessageContaining("delete-all would leave it behind");
    }
}
