package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import natscompat.generator.Templates;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden files: the whole folder of one run, and for each idea beyond it the lines that differ. */
class RunnerFilesTest {
    private static final RunnerDeployment USUAL = deployment("20261121-120000-7", Optional.empty(), Optional.empty());

    static Stream<String> paths() {
        return files(USUAL).keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_run_is_this_folder(String path) throws IOException {
        assertThat(text(USUAL, path)).isEqualTo(golden("run/" + path.replace("runner/", "")));
    }

    @Test
    void storage_class_and_pull_secret_are_there_only_when_asked_for() {
        RunnerDeployment asked = deployment(USUAL.run(), Optional.of("fast"), Optional.of("regcred"));
        assertThat(text(asked, "runner/claim.yaml")).contains("storageClassName: \"fast\"");
        assertThat(text(asked, "runner/head-job.yaml")).contains("- name: \"regcred\"");
        assertThat(text(asked, "runner/cells-job.yaml")).contains("- name: \"regcred\"");
        assertThat(text(USUAL, "runner/claim.yaml")).doesNotContain("storageClassName");
        assertThat(text(USUAL, "runner/head-job.yaml")).doesNotContain("imagePullSecrets");
    }

    @Test
    void head_and_runners_read_what_was_written_for_them() throws IOException {
        assertThat(Json.mapper().readValue(Json.pretty(USUAL), RunnerDeployment.class)).isEqualTo(USUAL);
        RunnerDeployment unknown = new RunnerDeployment("qualify", USUAL.run(), Optional.empty(), Quantity.of("10Gi"),
                Quantity.of("1Gi"), USUAL.image(), Optional.empty(), Optional.empty(), 4);
        assertThat(Json.mapper().readValue(Json.pretty(unknown), RunnerDeployment.class)).isEqualTo(unknown);
        assertThat(text(unknown, "runner/head-job.yaml")).contains("kubernetes.io/os: linux").doesNotContain("kubernetes.io/arch");
    }

    @Test
    void two_runs_share_no_object() {
        RunnerDeployment other = deployment("20261121-120001-7", Optional.empty(), Optional.empty());
        assertThat(files(USUAL).values()).allSatisfy(text -> assertThat(text).doesNotContain("20261121-120001"));
        assertThat(files(other).values()).allSatisfy(text -> assertThat(text).doesNotContain("20261121-120000"));
    }

    @Test
    void no_file_holds_a_secret() {
        assertThat(files(USUAL).values()).noneMatch(text -> text.contains("kind: Secret"));
    }

    @Test
    void the_head_may_not_touch_what_runners_make() {
        assertThat(text(USUAL, "runner/head-role.yaml")).doesNotContain("secrets", "statefulsets");
        assertThat(text(USUAL, "runner/runner-role.yaml")).doesNotContain("jobs");
    }

    @Test
    void runners_make_secrets_and_see_none_and_make_neither_accounts_nor_claims() {
        String role = text(USUAL, "runner/runner-role.yaml");
        assertThat(role).contains("    resources: [\"secrets\"]\n    verbs: [\"create\"]\n",
                "    resources: [\"persistentvolumeclaims\"]\n    verbs: [\"delete\", \"list\"]\n");
        assertThat(role).doesNotContain("serviceaccounts", "rolebindings", "pods/exec");
        assertThat(role.split("\"secrets\"", -1)).as("one rule alone names them").hasSize(2);
    }

    @Test
    void the_servers_of_all_cells_have_one_account_without_a_token() {
        Deployment cell = Samples.deployment(Layout.IN_PLACE).labelled(Map.of(Labels.RUN, USUAL.run(), Labels.CELL, "7"));
        assertThat(text(USUAL, "runner/servers-account.yaml"))
                .contains("name: \"" + new ObjectNames(cell).serverAccount() + "\"", "automountServiceAccountToken: false");
        assertThat(new DeploymentFiles(Templates.packed()).cluster(cell, "bin/qualify"))
                .doesNotContainKey("common/server-account.yaml")
                .hasEntrySatisfying("v2-14-5/statefulset.yaml", set -> assertThat(set)
                        .contains("serviceAccountName: \"nc-" + USUAL.run() + "-servers\""));
    }

    @Test
    void a_run_whose_name_is_too_long_is_refused() {
        assertThatThrownBy(() -> deployment("a".repeat(50), Optional.empty(), Optional.empty()))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("at most 52");
    }

    private static RunnerDeployment deployment(String run, Optional<String> storageClass, Optional<String> pullSecret) {
        return new RunnerDeployment("qualify", run, storageClass, Quantity.of("10Gi"), Quantity.of("1Gi"),
                "localhost:5000/nats/nats-compat@sha256:" + "0".repeat(64), Optional.of("amd64"), pullSecret, 4);
    }

    private static SortedMap<String, String> files(RunnerDeployment deployment) {
        return new RunnerFiles(Templates.packed()).render(deployment, "bin/qualify v2.12.15 v2.14.5 -n qualify");
    }

    private static String text(RunnerDeployment deployment, String path) {
        return files(deployment).getOrDefault(path, "");
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = RunnerFilesTest.class.getResourceAsStream(name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
