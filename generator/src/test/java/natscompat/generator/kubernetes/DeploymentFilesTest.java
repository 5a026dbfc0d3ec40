package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.generator.Templates;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files: one whole folder, and for each idea beyond it the lines that differ. */
class DeploymentFilesTest {
    private static final Deployment USUAL = Samples.deployment(Layout.PER_RELEASE);
    private static final String OLD_SET = "v2-12-15/statefulset.yaml";
    private static final String NEW_SET = "v2-14-5/statefulset.yaml";

    private static SortedMap<String, String> files(Deployment deployment) {
        return new DeploymentFiles(Templates.packed()).render(deployment, Samples.COMMAND);
    }

    private static String text(Deployment deployment, String path) {
        return files(deployment).getOrDefault(path, "");
    }

    static Stream<String> paths() {
        return files(USUAL).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_static_mix_of_two_releases_is_this_folder(String path) throws IOException {
        assertThat(text(USUAL, path)).isEqualTo(golden("per-release/" + path));
    }

    @Test
    void equal_input_makes_equal_files() {
        assertThat(files(Samples.deployment(Layout.PER_RELEASE))).isEqualTo(files(USUAL));
    }

    @Test
    void what_servers_need_before_they_are_there_takes_no_address_of_kubernetes() {
        SortedMap<String, String> before =
                new DeploymentFiles(Templates.packed()).beforeServers(Samples.deployment(Layout.IN_PLACE), Samples.COMMAND);
        assertThat(before).containsOnlyKeys("common/headless-service.yaml", "common/network-policy.yaml",
                "common/pod-disruption-budget.yaml", "common/server-account.yaml", "v2-12-15/configmap.yaml",
                "v2-14-5/configmap.yaml");
    }

    @Test
    void the_configuration_of_a_release_by_itself_is_what_its_config_map_has() {
        String conf = new DeploymentFiles(Templates.packed()).natsConf(USUAL, USUAL.release(Samples.OLD));
        assertThat(conf).contains("jetstream");
        assertThat(text(USUAL, "v2-12-15/configmap.yaml").replace("\n    ", "\n")).contains(conf);
    }

    @Test
    void without_a_mix_everything_waits_at_0_replicas() throws IOException {
        assertThat(difference(USUAL, USUAL.with(new Mix(List.of())), OLD_SET)).isEqualTo(golden("no-mix.diff"));
    }

    @Test
    void in_place_there_is_one_stateful_set_with_the_template_of_either_release() throws IOException {
        Deployment inPlace = Samples.deployment(Layout.IN_PLACE);
        assertThat(difference(USUAL, inPlace, OLD_SET)).isEqualTo(golden("in-place.diff"));
        assertThat(Lines.difference(text(inPlace, OLD_SET), text(inPlace, NEW_SET)))
                .isEqualTo(golden("in-place-newer.diff"));
    }

    @Test
    void in_place_only_the_lower_release_is_applied_at_first() {
        Deployment inPlace = Samples.deployment(Layout.IN_PLACE);
        assertThat(DeploymentFiles.applied(inPlace, files(inPlace)))
                .containsKey(OLD_SET)
                .containsKey("v2-14-5/configmap.yaml")
                .doesNotContainKeys(NEW_SET, DeploymentRecord.FILE);
        assertThat(text(inPlace, "kustomization.yaml")).contains(OLD_SET).doesNotContain(NEW_SET);
    }

    @Test
    void a_sidecar_shares_the_process_namespace() throws IOException {
        Deployment steered = USUAL.with(new Sidecar(USUAL.releases().getFirst().image(), false));
        assertThat(difference(USUAL, steered, OLD_SET)).isEqualTo(golden("sidecar.diff"));
    }

    @Test
    void with_a_link_proxy_everybody_dials_its_fronts() throws IOException {
        String image = USUAL.releases().getFirst().image();
        Deployment plain = USUAL.with(new Sidecar(image, false));
        Deployment proxied = USUAL.with(new Sidecar(image, true));
        StringBuilder all = new StringBuilder();
        files(plain).forEach((path, text) -> {
            String lines = Lines.difference(text, text(proxied, path));
            all.append(lines.isEmpty() ? "" : "== " + path + "\n" + lines);
        });
        assertThat(all.toString()).isEqualTo(golden("link-proxy.diff"));
    }

    @Test
    void storage_resources_and_a_pull_secret_are_there_only_when_asked_for() throws IOException {
        Deployment asked = new Deployment(USUAL.namespace(), USUAL.cluster(), USUAL.layout(), Optional.of("fast"),
                Quantity.of("20Gi"), USUAL.releases(), USUAL.mix(),
                Resources.of(Optional.of("cpu=2"), Optional.of("memory=1Gi")), Optional.empty(), new TreeMap<>(),
                Optional.of("regcred"));
        assertThat(difference(USUAL, asked, OLD_SET)).isEqualTo(golden("asked-for.diff"));
    }

    @Test
    void an_image_of_which_nobody_knows_what_it_runs_on_keeps_to_linux_alone() throws IOException {
        List<ReleaseImage> unknown = USUAL.releases().stream()
                .map(release -> new ReleaseImage(release.name(), release.version(), release.image()))
                .toList();
        Deployment deployment =
                Deployment.of(USUAL.namespace(), USUAL.cluster(), USUAL.layout(), unknown, USUAL.mix());
        assertThat(difference(USUAL, deployment, OLD_SET)).isEqualTo("-         kubernetes.io/arch: \"amd64\"\n");
    }

    @Test
    void more_labels_are_on_every_object_and_in_no_selector() {
        Deployment labelled = USUAL.labelled(Map.of(Labels.RUN, "r1", Labels.CELL, "7"));
        assertThat(DeploymentFiles.applied(labelled, files(labelled)).values())
                .allSatisfy(text -> assertThat(text).contains("nats-compat.io/cell: \"7\"\n", "nats-compat.io/run: \"r1\"\n"));
        assertThat(Labels.selector(labelled)).isEqualTo(Labels.selector(USUAL));
    }

    @Test
    void another_configuration_makes_new_pods_and_another_mix_does_not_change_it() {
        String usual = text(USUAL, OLD_SET);
        assertThat(config(text(USUAL.with(Mix.all(Samples.OLD, 3)), OLD_SET))).isEqualTo(config(usual));
        assertThat(config(text(USUAL, NEW_SET))).isNotEqualTo(config(usual));
    }

    private static String config(String statefulSet) {
        return statefulSet.lines().filter(line -> line.contains(Labels.CONFIG)).findFirst().orElseThrow();
    }

    @Test
    void in_place_a_third_release_or_a_mixed_up_order_is_refused() {
        assertThatThrownBy(() -> Samples.deployment(Layout.IN_PLACE).with(new Mix(List.of(Samples.OLD, Samples.NEW, Samples.OLD))))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("one StatefulSet runs two releases at most");
    }

    @Test
    void a_mix_names_only_what_is_deployed() {
        assertThatThrownBy(() -> USUAL.with(Mix.all("v2.12.1", 3)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("near: v2.12.15");
    }

    @Test
    void one_server_alone_is_no_cluster() {
        assertThatThrownBy(() -> USUAL.with(Mix.all(Samples.OLD, 1)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("nobody to route to");
    }

    private static String difference(Deployment one, Deployment other, String path) {
        return Lines.difference(text(one, path), text(other, path));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = DeploymentFilesTest.class.getResourceAsStream(name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
