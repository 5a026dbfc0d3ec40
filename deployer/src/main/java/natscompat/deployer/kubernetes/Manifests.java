package natscompat.deployer.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/** YAML to objects that keep every field as it is written, known to this client or not. Stateless. */
public final class Manifests {
    private static final ObjectMapper YAML = new YAMLMapper();

    private Manifests() {}

    /**
     * The objects of one file, in its order.
     *
     * @param file for error texts
     * @throws FailureException INPUT when it is no YAML, or an object lacks its kind or name
     */
    public static List<GenericKubernetesResource> read(String file, String yaml) {
        List<GenericKubernetesResource> objects = new ArrayList<>();
        for (String document : yaml.split("(?m)^---\\s*$", -1)) {
            if (!document.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
                objects.add(complete(file, values(file, document)));
            }
        }
        return List.copyOf(objects);
    }

    /** One document as a map. */
    static Map<String, Object> values(String file, String yaml) {
        try {
            return YAML.readValue(yaml, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw failure(file, "line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                    + e.getOriginalMessage()).causedBy(e);
        }
    }

    private static GenericKubernetesResource complete(String file, Map<String, Object> values) {
        try {
            GenericKubernetesResource object = YAML.convertValue(values, GenericKubernetesResource.class);
            if (object.getKind() != null && object.getApiVersion() != null && object.getMetadata() != null
                    && object.getMetadata().getName() != null) {
                return object;
            }
        } catch (IllegalArgumentException e) {
            throw failure(file, String.valueOf(e.getMessage())).causedBy(e);
        }
        throw failure(file, "an object lacks apiVersion, kind or metadata.name");
    }

    private static FailureException failure(String file, String why) {
        return Failure.input("read " + file, why, "Generate it again, or correct it.");
    }
}
