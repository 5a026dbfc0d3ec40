package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real service account with the rights that docs/kubernetes-platform.md says are needed, and no others. */
@Tag("kubernetes")
class DocumentedRightsTest {
    private static final String VERBS = "create get list patch delete";
    /** Word for word: whoever changes one of the two changes the other. */
    private static final List<PolicyRule> DOCUMENTED = List.of(
            may(VERBS, "batch", "jobs"),
            may(VERBS, "", "configmaps", "secrets", "persistentvolumeclaims", "services", "serviceaccounts"),
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
        try (ApiServer api = as(namespace);
                KubernetesRun run = new KubernetesRun(api, "r1", notice -> {})) {
            run.prepare(Optional.empty(), false);
            run.apply(new RunnerFiles(Templates.packed()).render(deployment(namespace), "bin/qualify"));
            assertThat(run.here()).isTrue();

            run.clear();

            assertThat(run.here()).isFalse();
        }
        assertThat(NAMESPACE.client().rbac().roles().inNamespace(namespace).list().getItems())
                .extracting(role -> role.getMetadata().getName()).containsExactly("documented");
    }

    private static RunnerDeployment deployment(String namespace) {
        return new RunnerDeployment(namespace, "r1", Optional.empty(), Quantity.of("64Mi"), Quantity.of("64Mi"),
                "registry.example/none@sha256:" + "0".repeat(64), Optional.empty(), 1);
    }

    private static PolicyRule may(String verbs, String group, String... resources) {
        return new PolicyRuleBuilder().withApiGroups(group).withResources(resources).withVerbs(List.of(verbs.split(" ", -1)))
                .build();
    }

    private static ApiServer as(String namespace) {
        KubernetesClient all = NAMESPACE.client();
        all.resource(new ServiceAccountBuilder().withNewMetadata().withName("documented").endMetadata().build())
                .inNamespace(namespace).create();
        all.resource(new RoleBuilder().withNewMetadata().withName("documented").endMetadata().withRules(DOCUMENTED).build())
                .inNamespace(namespace).create();
        all.resource(new RoleBindingBuilder().withNewMetadata().withName("documented").endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", "documented")
                        .addNewSubject("", "ServiceAccount", "documented", namespace).build())
                .inNamespace(namespace).create();
        String token = all.serviceAccounts().inNamespace(namespace).withName("documented")
                .tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(3600L).endSpec().build())
                .getStatus().getToken();
        Config known = all.getConfiguration();
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(known.getMasterUrl())
                .withCaCertData(known.getCaCertData()).withCaCertFile(known.getCaCertFile()).withOauthToken(token)
                .withRequestRetryBackoffLimit(0).build();
        return new ApiServer(new KubernetesClientBuilder().withConfig(config).build(), namespace, text -> {});
    }
}
