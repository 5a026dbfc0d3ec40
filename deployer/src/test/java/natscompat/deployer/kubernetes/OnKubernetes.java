package natscompat.deployer.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.generator.kubernetes.Deployment;
import natscompat.model.event.DeployEvent;
import natscompat.testing.kubernetes.NamespaceContent;

/** What tests do in a namespace of the real cluster, and what they see there. */
final class OnKubernetes implements AutoCloseable {
    final List<DeployEvent> events = new CopyOnWriteArrayList<>();
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

    void note(String text) {
        events.add(new DeployEvent.Note(text));
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
        return api.ask(ApiRequest.onAll("list", "everything"), client -> NamespaceContent.of(client, api.namespace()));
    }

    @Override
    public void close() {
        api.close();
    }
}
