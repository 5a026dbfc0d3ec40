package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** What makes an object ours: one label. Whatever lacks it is never changed and never deleted. Stateless. */
public final class Ours {
    /** The label of Kubernetes that says who manages an object. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Its value on our objects. */
    public static final String US = "nats-compat";

    /** The cluster that an object belongs to. */
    public static final String CLUSTER = "nats-compat.io/cluster";

    /** The release of an object that is there once a release, normalised. */
    public static final String RELEASE = "nats-compat.io/release";

    /** The run that an object belongs to. */
    public static final String RUN = "nats-compat.io/run";

    private Ours() {}

    /** Whether it carries our label. */
    public static boolean is(HasMetadata object) {
        return US.equals(labels(object).get(MANAGED_BY));
    }

    /** Its labels; none is empty. */
    static Map<String, String> labels(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    /** Its annotations; none is empty. */
    static Map<String, String> annotations(HasMetadata object) {
        Map<String, String> annotations = object.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
