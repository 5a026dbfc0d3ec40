package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.Pluralize;
import java.util.Locale;

/**
 * One request to the API server, in the words of its access rules (RBAC), so that a refusal can be said in them.
 *
 * @param verb {@code get}, {@code list}, {@code create}, {@code patch}, {@code delete} ...
 * @param resource plural with its group: {@code pods}, {@code statefulsets.apps}, {@code pods/log}
 * @param name of the object; empty where the request is about many
 */
public record ApiRequest(String verb, String resource, String name) {
    /** A request about one object. */
    public static ApiRequest on(String verb, HasMetadata object) {
        return new ApiRequest(verb, resource(object.getApiVersion(), object.getKind()), object.getMetadata().getName());
    }

    /** A request about all objects of a kind. */
    public static ApiRequest onAll(String verb, String resource) {
        return new ApiRequest(verb, resource, "");
    }

    /** As kubectl names it: {@code statefulset/nats}. */
    public static String named(HasMetadata object) {
        return object.getKind().toLowerCase(Locale.ROOT) + "/" + object.getMetadata().getName();
    }

    private static String resource(String apiVersion, String kind) {
        String plural = Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? plural : plural + "." + apiVersion.substring(0, slash);
    }

    /** {@code patch statefulsets.apps nats}. */
    @Override
    public String toString() {
        return verb + " " + resource + (name.isEmpty() ? "" : " " + name);
    }
}
