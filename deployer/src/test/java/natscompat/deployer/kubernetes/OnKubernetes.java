package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Deployment;
import natscompat.model.event.DeployEvent;

/** What tests do in a namespace of the real cluster, and what they see there. */
final class OnKubernetes implements AutoCloseable {
    final List<DeployEvent> events = new ArrayList<>();
    final ApiServer api;

    OnKubernetes(String namespace) {
        this.api = new ApiServer(KubernetesClients.open(Optional.empty()), namespace,
                text -> events.add(new DeployEvent.Note(text)));
    }

    OnKubernetes(ApiServer api) {
        this.api = api;
    }

    GeneratedFiles start(Path folder, Deployment deployment) {
        return start(folder, deployment, Optional.empty());
    }

    GeneratedFiles start(Path folder, Deployment deployment, Optional<Duration> limit) {
        GeneratedFiles files = Generated.files(folder, deployment);
        new Starting(api, events::add).start(files, new Starting.Options(false, limit));
        return files;
    }

    void deleteAll(boolean keepData) {
        new Deleting(api, events::add, keepData).delete();
    }

    /** Names of what was done with that result. */
    List<String> done(String result) {
        return events.stream()
                .filter(DeployEvent.Done.class::isInstance)
                .map(DeployEvent.Done.class::cast)
                .filter(done -> done.result().equals(result))
                .map(DeployEvent.Done::object)
                .toList();
    }

    /** All that was told besides what was done. */
    String told() {
        return String.join("\n", events.stream().map(String::valueOf).toList());
    }

    /** Every object of the namespace of whatever kind, with what a person would call its content. */
    SortedMap<String, String> everything() {
        SortedMap<String, String> all = new TreeMap<>();
        for (Kind kind : Kind.all(api)) {
            for (GenericKubernetesResource object : list(kind)) {
                Map<String, Object> fields = new TreeMap<>(object.getAdditionalProperties());
                fields.remove("status");
                all.put(kind.resource() + "/" + object.getMetadata().getName(), object.getMetadata().getUid() + " "
                        + object.getMetadata().getLabels() + " " + Serialization.asJson(fields));
            }
        }
        return all;
    }

    private List<GenericKubernetesResource> list(Kind kind) {
        return api.ask(ApiRequest.onAll("list", kind.resource()), client -> {
            try {
                return Serialization.unmarshal(client.raw(kind.path(api.namespace())), GenericKubernetesResourceList.class)
                        .getItems();
            } catch (KubernetesClientException e) {
                throw new IllegalStateException("list " + kind, e);
            }
        });
    }

    @Override
    public void close() {
        api.close();
    }
}
