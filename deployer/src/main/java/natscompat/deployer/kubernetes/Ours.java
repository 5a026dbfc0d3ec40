package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import natscompat.generator.kubernetes.Labels;

/** What makes an object ours: one label. Whatever lacks it is never changed and never deleted. Stateless. */
public final class Ours {
    private Ours() {}

    /** Whether it carries our label. */
    public static boolean is(HasMetadata object) {
        return Labels.US.equals(labels(object).get(Labels.MANAGED_BY));
    }

    /** Our label, as the API server wants a selector. */
    static Map<String, String> selector() {
        return Map.of(Labels.MANAGED_BY, Labels.US);
    }

    /** Its labels; an empty map where it has none. */
    static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    /** Its annotations; an empty map where it has none. */
    static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
