package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Labels;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * Deletes all objects of one cluster, and nothing that lacks its labels. Used by one thread at a time.
 *
 * @param api where they are
 * @param cluster whose they are
 * @param more labels that they carry; of these only that of the run counts: attempts at a cell share the rest
 */
record ClusterEnd(ApiServer api, String cluster, Map<String, String> more) {
    private static final Duration GONE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);

    /** Kinds in the order in which they go: what makes others first, what others use last. */
    private enum Kind {
        STATEFUL_SETS("statefulsets.apps"),
        PODS("pods"),
        CLAIMS("persistentvolumeclaims"),
        SERVICES("services"),
        BUDGETS("poddisruptionbudgets.policy"),
        POLICIES("networkpolicies.networking.k8s.io"),
        CONFIG_MAPS("configmaps"),
        ACCOUNTS("serviceaccounts");

        private final String resource;

        Kind(String resource) {
            this.resource = resource;
        }

        List<? extends HasMetadata> list(KubernetesClient client, String namespace, Map<String, String> labels) {
            return switch (this) {
                case STATEFUL_SETS ->
                    client.apps().statefulSets().inNamespace(namespace).withLabels(labels).list().getItems();
                case PODS -> client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
                case CLAIMS ->
                    client.persistentVolumeClaims().inNamespace(namespace).withLabels(labels).list().getItems();
                case SERVICES -> client.services().inNamespace(namespace).withLabels(labels).list().getItems();
                case BUDGETS ->
                    client.policy().v1().podDisruptionBudget().inNamespace(namespace).withLabels(labels).list().getItems();
                case POLICIES ->
                    client.network().v1().networkPolicies().inNamespace(namespace).withLabels(labels).list().getItems();
                case CONFIG_MAPS -> client.configMaps().inNamespace(namespace).withLabels(labels).list().getItems();
                case ACCOUNTS -> client.serviceAccounts().inNamespace(namespace).withLabels(labels).list().getItems();
            };
        }
    }

    /** The labels that everything of this cluster carries. */
    Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(Map.of(Labels.MANAGED_BY, Labels.US, Labels.CLUSTER, cluster));
        Optional.ofNullable(more.get(Labels.RUN)).ifPresent(run -> labels.put(Labels.RUN, run));
        return labels;
    }

    /** Servers of a run have its account, which is none of the cluster's; and runners may not see accounts. */
    private List<Kind> kinds() {
        return Stream.of(Kind.values()).filter(kind -> kind != Kind.ACCOUNTS || !more.containsKey(Labels.RUN)).toList();
    }

    /**
     * Deletes them, pods with their normal grace, and waits until they are gone. The Secret goes with its owner, soon after.
     *
     * @throws natscompat.model.failure.FailureException when something stays
     */
    void deleteAll() {
        for (Kind kind : kinds()) {
            list(kind).forEach(object -> delete(kind, object));
        }
        try {
            api.patiently("everything of " + cluster + " to be gone", GONE, POLL, () -> {
                List<String> left = new ArrayList<>();
                for (Kind kind : List.of(Kind.PODS, Kind.CLAIMS, Kind.STATEFUL_SETS)) {
                    list(kind).forEach(object -> left.add(ApiRequest.named(object)));
                }
                return left.isEmpty() ? Waiting.Look.there(true) : Waiting.Look.notYet(String.join(", ", left));
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("delete the cluster " + cluster, "there is still " + e.lastSeen(),
                    "See kubectl describe of it, or run bin/delete-all -n " + api.namespace() + ".").causedBy(e);
        }
    }

    private List<? extends HasMetadata> list(Kind kind) {
        return api.ask(ApiRequest.onAll("list", kind.resource), client -> kind.list(client, api.namespace(), labels()));
    }

    private void delete(Kind kind, HasMetadata object) {
        Function<KubernetesClient, Boolean> deletion = client -> {
            try {
                client.resource(object).inNamespace(api.namespace()).delete();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                    throw e;
                }
            }
            return true;
        };
        api.ask(new ApiRequest("delete", kind.resource, object.getMetadata().getName()), deletion);
    }
}
