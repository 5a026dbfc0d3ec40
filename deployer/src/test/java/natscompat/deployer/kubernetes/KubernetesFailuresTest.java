package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import org.junit.jupiter.api.Test;

/** What the API server says, in words that help. */
class KubernetesFailuresTest {
    private static final ApiServer.Place PLACE = new ApiServer.Place("https://there:6443", "kind", "qualify");
    private static final ApiRequest REQUEST = new ApiRequest("patch", "statefulsets.apps", "nats");

    private static Failure failure(int code, String kind, String message) {
        return KubernetesFailures.of(new KubernetesClientException(new StatusBuilder()
                .withCode(code).withMessage(message).withNewDetails().withKind(kind).endDetails().build()), REQUEST, PLACE)
                .failure();
    }

    @Test
    void aMissingRightIsSaidByVerbAndResource() {
        Failure failure = failure(403, "configmaps", "configmaps is forbidden: User \"system:serviceaccount:a:b\" cannot create"
                + " resource \"rolebindings\" in API group \"rbac.authorization.k8s.io\" in the namespace \"qualify\"");

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.why())
                .startsWith("no permission to create rolebindings.rbac.authorization.k8s.io as system:serviceaccount:a:b");
        assertThat(failure.next()).contains("kubectl auth can-i create rolebindings.rbac.authorization.k8s.io -n qualify");
    }

    @Test
    void aRefusalInOtherWordsNamesWhatWasAskedFor() {
        assertThat(failure(403, "x", "no").why()).isEqualTo("no permission to patch statefulsets.apps: no");
    }

    @Test
    void aQuotaIsNoMissingRight() {
        assertThat(failure(403, "pods", "pods \"a\" is forbidden: exceeded quota: small, requested: pods=1").text())
                .contains("exceeded quota: small", "larger quota").doesNotContain("permission");
    }

    @Test
    void aMissingNamespaceOffersToBeMade() {
        assertThat(failure(404, "namespaces", "namespaces \"qualify\" not found").text())
                .contains("there is no namespace qualify on https://there:6443 (context kind)", "--create-namespace");
    }

    @Test
    void aNamespaceOnItsWayOutIsWaitedForByPeople() {
        assertThat(failure(403, "secrets", "unable to create new content in namespace qualify because it is being terminated")
                        .text())
                .contains("being deleted", "Wait until it is gone");
    }

    @Test
    void whatAStatefulSetCannotChangeSaysHowToGoOn() {
        Failure failure = failure(422, "StatefulSet", "spec: Forbidden: updates to statefulset spec for fields other than ...");

        assertThat(failure.category()).isEqualTo(Category.INPUT);
        assertThat(failure.next()).contains("bin/delete-all --keep-data");
    }

    @Test
    void aWebhookOfOthersThatFailsIsNoServerThatIsAway() {
        Failure failure = failure(500, "pods", "Internal error occurred: failed calling webhook \"p.example\": connection refused");

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.text()).contains("failed calling webhook", "validatingwebhookconfigurations").doesNotContain("does not answer: status");
        assertThat(KubernetesFailures.away(new KubernetesClientException("etcdserver: request timed out", 500, null))).isTrue();
    }

    @Test
    void onlyWhatMayPassCountsAsAway() {
        assertThat(KubernetesFailures.away(new KubernetesClientException("x", new IOException("reset")))).isTrue();
        assertThat(KubernetesFailures.away(new KubernetesClientException("x", 503, null))).isTrue();
        assertThat(KubernetesFailures.away(new KubernetesClientException("x", 429, null))).isTrue();
        assertThat(KubernetesFailures.away(new KubernetesClientException("x", 403, null))).isFalse();
        assertThat(KubernetesFailures.away(new KubernetesClientException("no metadata for this kind"))).isFalse();
    }
}
