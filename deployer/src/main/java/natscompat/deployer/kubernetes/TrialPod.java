package natscompat.deployer.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;

/**
 * The pod that a StatefulSet or a Job would make, to be tried in a dry run: Pod Security and other admission refuse pods, and
 * let whatever makes them pass. Stateless.
 */
final class TrialPod {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> MAKERS = List.of("StatefulSet", "Job");

    private TrialPod() {}

    /** Whether an object makes pods. */
    static boolean isMadeBy(GenericKubernetesResource object) {
        return MAKERS.contains(object.getKind());
    }

    /** A pod by its template, with a volume for each claim that it would get. */
    static GenericKubernetesResource of(GenericKubernetesResource maker) {
        JsonNode set = JSON.valueToTree(maker.getAdditionalProperties().get("spec"));
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = set.path("template").path("metadata") instanceof ObjectNode there
                ? there.deepCopy()
                : JSON.createObjectNode();
        pod.set("metadata", metadata.put("name", maker.getMetadata().getName() + "-trial"));
        if (set.path("template").path("spec") instanceof ObjectNode there) {
            ObjectNode spec = there.deepCopy();
            // Its account may not be there yet, and no pod is admitted without.
            spec.remove("serviceAccountName");
            for (JsonNode claim : set.path("volumeClaimTemplates")) {
                String volume = claim.path("metadata").path("name").asText();
                spec.withArray("volumes").addObject().put("name", volume)
                        .putObject("persistentVolumeClaim").put("claimName", volume);
            }
            pod.set("spec", spec);
        }
        return JSON.convertValue(pod, GenericKubernetesResource.class);
    }
}
