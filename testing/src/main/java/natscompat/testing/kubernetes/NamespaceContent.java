package natscompat.testing.kubernetes;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is in a namespace, for tests that compare it with what was there before. Stateless. */
public final class NamespaceContent {
    /** What controllers write about other objects, a moment later than those. */
    private static final Set<String> ECHOES = Set.of("events", "endpoints", "endpointslices");

    private NamespaceContent() {}

    /** Every object of whatever kind: {@code statefulsets/nats} to its uid, labels and everything but its status. */
    public static SortedMap<String, String> of(KubernetesClient client, String namespace) {
        SortedMap<String, String> all = new TreeMap<>();
        for (String groupVersion : groupVersions(client)) {
            String root = (groupVersion.contains("/") ? "/apis/" : "/api/") + groupVersion;
            for (APIResource kind : Serialization.unmarshal(client.raw(root), APIResourceList.class).getResources()) {
                if (kind.getNamespaced() && !kind.getName().contains("/")
                        && kind.getVerbs().containsAll(List.of("list", "delete")) && !ECHOES.contains(kind.getName())) {
                    String list = client.raw(root + "/namespaces/" + namespace + "/" + kind.getName());
                    Serialization.unmarshal(list, GenericKubernetesResourceList.class).getItems().forEach(object ->
                            all.put(kind.getName() + "/" + object.getMetadata().getName(), content(object)));
                }
            }
        }
        return all;
    }

    private static List<String> groupVersions(KubernetesClient client) {
        List<String> all = new ArrayList<>(List.of("v1"));
        client.getApiGroups().getGroups().forEach(group -> all.add(group.getPreferredVersion().getGroupVersion()));
        return all;
    }

    private static String content(GenericKubernetesResource object) {
        Map<String, Object> fields = new TreeMap<>(object.getAdditionalProperties());
        fields.remove("status");
        return object.getMetadata().getUid() + " " + object.getMetadata().getLabels() + " " + Serialization.asJson(fields);
    }
}
