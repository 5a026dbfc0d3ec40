package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One kind of objects that live in namespaces, as the API server tells of it.
 *
 * @param groupVersion {@code v1}, {@code apps/v1}
 * @param plural its name in paths: {@code statefulsets}
 * @param kind {@code StatefulSet}
 */
record Kind(String groupVersion, String plural, String kind) {
    /** Kinds that controllers write about others. They come and go with these. */
    private static final List<String> ECHOES = List.of("events", "endpoints", "endpointslices");

    /** What the NATS cluster of a cell is made of, as far as runners may see it: its Secret goes with its Service. */
    static final List<Kind> OF_CELLS = List.of(
            new Kind("v1", "configmaps", "ConfigMap"),
            new Kind("v1", "persistentvolumeclaims", "PersistentVolumeClaim"),
            new Kind("v1", "pods", "Pod"),
            new Kind("v1", "services", "Service"),
            new Kind("apps/v1", "statefulsets", "StatefulSet"),
            new Kind("networking.k8s.io/v1", "networkpolicies", "NetworkPolicy"),
            new Kind("policy/v1", "poddisruptionbudgets", "PodDisruptionBudget"));

    /** All that we make: what other clusters have, and what runs cells, besides. */
    static final List<Kind> MADE = Stream.concat(OF_CELLS.stream(), Stream.of(
                    new Kind("v1", "secrets", "Secret"),
                    new Kind("v1", "serviceaccounts", "ServiceAccount"),
                    new Kind("batch/v1", "jobs", "Job"),
                    new Kind("rbac.authorization.k8s.io/v1", "roles", "Role"),
                    new Kind("rbac.authorization.k8s.io/v1", "rolebindings", "RoleBinding")))
            .toList();

    /** {@code statefulsets.apps}, as access rules name it. */
    String resource() {
        int slash = groupVersion.indexOf('/');
        return slash < 0 ? plural : plural + "." + groupVersion.substring(0, slash);
    }

    /** Where objects of this kind are. */
    String path(String namespace) {
        return (groupVersion.contains("/") ? "/apis/" : "/api/") + groupVersion + "/namespaces/" + namespace + "/" + plural;
    }

    /**
     * Every kind of which objects can be listed and deleted, once each, in the version that the server prefers. Those that we
     * make are among them whatever it says.
     */
    static List<Kind> all(ApiServer api) {
        Map<String, Kind> kinds = new TreeMap<>();
        MADE.forEach(kind -> kinds.put(kind.resource(), kind));
        for (String groupVersion : groupVersions(api)) {
            APIResourceList resources = api.find(new ApiRequest("get", "api resources of", groupVersion), client ->
                            resources(client, groupVersion))
                    .orElseGet(APIResourceList::new);
            for (APIResource resource : resources.getResources()) {
                Kind kind = new Kind(groupVersion, resource.getName(), resource.getKind());
                if (Boolean.TRUE.equals(resource.getNamespaced()) && !resource.getName().contains("/")
                        && resource.getVerbs().containsAll(List.of("list", "delete")) && !ECHOES.contains(kind.plural)) {
                    kinds.putIfAbsent(kind.resource(), kind);
                }
            }
        }
        return List.copyOf(kinds.values());
    }

    private static List<String> groupVersions(ApiServer api) {
        List<String> all = new ArrayList<>(List.of("v1"));
        api.ask(ApiRequest.onAll("get", "api groups"), KubernetesClient::getApiGroups).getGroups()
                .forEach(group -> all.add(group.getPreferredVersion().getGroupVersion()));
        return all;
    }

    /** A group whose own server is down or broken (metrics, say) has nothing of ours. */
    private static APIResourceList resources(KubernetesClient client, String groupVersion) {
        String root = groupVersion.contains("/") ? "/apis/" : "/api/";
        try {
            // Nothing at all where there is no such group, or none any more.
            return Optional.ofNullable(client.raw(root + groupVersion))
                    .map(text -> Serialization.unmarshal(text, APIResourceList.class))
                    .orElseGet(APIResourceList::new);
        } catch (KubernetesClientException e) {
            if (groupVersion.contains("/") && e.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                return new APIResourceList();
            }
            throw e;
        }
    }
}
