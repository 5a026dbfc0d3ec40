package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/**
 * Deletes a pod, and not another one that has taken its name meanwhile; with its normal grace, never by force.
 *
 * @param api where it is
 */
public record PodDeletion(ApiServer api) {
    /** Returns when the API server has taken note; the pod goes within its grace. One that is gone is all right. */
    public void delete(String pod, String uid) {
        String path = "/api/v1/namespaces/" + api.namespace() + "/pods/" + pod;
        DeleteOptions options = new DeleteOptionsBuilder()
                .withKind("DeleteOptions")
                .withApiVersion("v1")
                .withNewPreconditions()
                .withUid(uid)
                .endPreconditions()
                .build();
        api.ask(new ApiRequest("delete", "pods", pod), client -> {
            try {
                client.raw(path, "DELETE", options);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
            return true;
        });
    }
}
