package natscompat.qualification.kubernetes;

import static natscompat.testing.kubernetes.TestAccounts.may;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.time.Waiting;
import natscompat.qualification.head.RunnerPods;
import natscompat.testing.kubernetes.TestAccounts;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Real service accounts with the rights that docs/kubernetes-platform.md says are needed and with those that the head gets, and no
 * others. (Those of runners: {@code RunnerRightsTest}.)
 */
@Tag("kubernetes")
class DocumentedRightsTest {
    private static final String VERBS = "create get list patch delete";
    /** Word for word: whoever changes one of the two changes the other. */
    private static final List<PolicyRule> DOCUMENTED = List.of(
            may(VERBS, "batch", "jobs"),
            may(VERBS, "", "configmaps", "persistentvolumeclaims", "services", "serviceaccounts"),
            may("create get list delete", "", "secrets"),
            may(VERBS, "rbac.authorization.k8s.io", "roles", "rolebindings"),
            may(VERBS, "networking.k8s.io", "networkpolicies"),
            may("get list watch", "", "pods"),
            may("create", "", "pods/portforward"),
            may(VERBS, "apps", "statefulsets"),
            may(VERBS, "policy", "poddisruptionbudgets"),
            may("delete", "", "pods"),
            may("get", "", "pods/log"),
            may("list", "", "events"));

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("h-rights");

    @Test
    void theyAreEnoughToBeginARunAndToTakeItAway() {
        String namespace = NAMESPACE.another();
        try (ApiServer api = new ApiServer(
                        TestAccounts.having(NAMESPACE.client(), namespace, "documented", DOCUMENTED), namespace, text -> {});
                KubernetesRun run = new KubernetesRun(api, RunAccounts.RUN, notice -> {})) {
            run.prepare(Optional.empty(), false);
            run.reserve();
            run.apply(RunAccounts.files(namespace));
            assertThat(run.here()).isTrue();

            run.clear();

            assertThat(run.here()).isFalse();
        }
        assertThat(NAMESPACE.client().rbac().roles().inNamespace(namespace).list().getItems())
                .extracting(role -> role.getMetadata().getName()).containsExactly("documented");
    }

    @Test
    void thoseOfTheHeadAreEnoughToRunABatch() {
        String namespace = NAMESPACE.another();
        KubernetesClient all = NAMESPACE.client();
        RunAccounts.make(all, namespace);
        List<String> notices = new CopyOnWriteArrayList<>();
        try (ApiServer api = RunAccounts.as(all, namespace, new RunnerNames(RunAccounts.RUN).head(), notices::add)) {
            IndexedJob pods = new IndexedJob(
                    api, RunAccounts.files(namespace).getOrDefault("runner/cells-job.yaml", ""), notices::add);
            try (RunnerPods.Started batch = pods.start("nc-r1-b0", 2, 1)) {
                assertThat(Waiting.reached("why no runner begins", Duration.ofMinutes(1), Duration.ofMillis(200),
                        () -> batch.obstacle().filter(why -> why.contains("token")).isPresent()))
                        .as("the Secret with the token is missing: %s", batch.obstacle()).isTrue();
                assertThat(batch.lost()).isEmpty();
            }
            assertThat(Waiting.reached("the end of the job", Duration.ofMinutes(1), Duration.ofMillis(200),
                    () -> all.batch().v1().jobs().inNamespace(namespace).withName("nc-r1-b0").get() == null)).isTrue();
        }
        assertThat(notices).isEmpty();
    }
}
