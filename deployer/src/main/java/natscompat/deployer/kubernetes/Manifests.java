package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.failure.Failure;

/** YAML to objects that keep every field as it is written, known to this client or not. Stateless. */
public final class Manifests {
    private Manifests() {}

    /**
     * The objects of one file, in its order.
     *
     * @param file for error texts
     * @throws natscompat.model.failure.FailureException INPUT when it is no YAML, or an object lacks its kind or name
     */
    public static List<GenericKubernetesResource> read(String file, String yaml) {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        for (String document : yaml.split("(?m)^---.*$", -1)) {
            if (document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                continue;
            }
            try {
                objects.add(complete(file, Serialization.unmarshal(document, GenericKubernetesResource.class)));
            } catch (KubernetesClientException | IllegalArgumentException e) {
                throw Failure.input("read " + file, String.valueOf(e.getMessage()), "Generate it again, or correct it.").causedBy(e);
            }
        }
        return List.copyOf(objects);
    }

    private static GenericKubernetesResource complete(String file, GenericKubernetesResource object) {
        if (object.getKind() == null || object.getApiVersion() == null || object.getMetadata() == null
                || object.getMetadata().getName() == null) {
            throw Failure.input("read " + file, "an object lacks apiVersion, kind or metadata.name",
                    "Generate it again, or correct it.");
        }
        return object;
    }
}
