package natscompat.deployer.kubernetes;

import static natscompat.testing.kubernetes.TestAccounts.may;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import natscompat.generator.kubernetes.Layout;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.testing.kubernetes.TestAccounts;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real service accounts that may do little: what they lack is said by verb and resource. */
@Tag("kubernetes")
class FewRightsTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-rights");

    @TempDir
    Path folder;

    private final Map<String, String> images = TestImages.of(Generated.OLD, Generated.NEW);

    /** A client of somebody who may do this much in the namespace. */
    private static OnKubernetes as(String namespace, List<PolicyRule> rules) {
        return new OnKubernetes(new ApiServer(
                TestAccounts.having(NAMESPACE.client(), namespace, "few", rules), namespace, text -> {}));
    }

    private Failure refused(OnKubernetes there, String namespace) {
        return catchThrowableOfType(FailureException.class, () -> there.start(folder,
                        Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(1, 2))))
                .failure();
    }

    @Test
    void whoMayOnlyReadPodsIsToldWhatStartNeedsFirst() {
        String namespace = NAMESPACE.another();
        try (OnKubernetes there = as(namespace, List.of(may("get list", "", "pods")))) {
            Failure failure = refused(there, namespace);

            assertThat(failure.why()).contains("no permission to list statefulsets.apps as system:serviceaccount:"
                    + namespace + ":few");
            assertThat(failure.next()).contains("kubectl auth can-i list statefulsets.apps -n " + namespace);
        }
    }

    @Test
    void whoMayNotForwardPortsIsToldSoAtThatGate() {
        String namespace = NAMESPACE.another();
        String read = "get list watch";
        String write = "get list watch create patch update delete";
        List<PolicyRule> rules = List.of(
                may(write, "", "configmaps", "secrets", "services", "serviceaccounts", "persistentvolumeclaims"),
                may(read, "", "pods", "pods/log", "events"),
                may("delete", "", "pods"),
                may(write, "apps", "statefulsets"),
                may(write, "batch", "jobs"),
                may(write, "policy", "poddisruptionbudgets"),
                may(write, "networking.k8s.io", "networkpolicies"),
                // Who makes a role must have its rights, or may escalate.
                may(write + " escalate bind", "rbac.authorization.k8s.io", "roles", "rolebindings"));
        try (OnKubernetes there = as(namespace, rules)) {
            assertThat(refused(there, namespace).text())
                    .contains("ask nats-v2-12-15-0 for jsz", "no permission to create pods/portforward");
            assertThat(there.told()).contains("Reached[goal=servers healthy");

            there.deleteAll(false);
            assertThat(there.told()).contains("Reached[goal=everything gone");
        }
    }

    @Test
    void whoMayNotListAKindOfOursMayNotBelieveThatAllIsGone() {
        String namespace = NAMESPACE.another();
        try (OnKubernetes there = as(namespace, List.of(may("get list delete", "", "configmaps", "pods")))) {
            FailureException thrown = catchThrowableOfType(FailureException.class, () -> there.deleteAll(false));

            assertThat(thrown.failure().why()).startsWith("no permission to list ");
            assertThat(there.done("deleted")).isEmpty();
        }
    }
}
