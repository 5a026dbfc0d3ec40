package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Applying;
import natscompat.deployer.kubernetes.Manifests;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;

/**
 * The objects of one cluster, applied as they are generated. Used by one thread at a time.
 *
 * @param api where they are
 * @param applying applies them
 * @param deployment what is generated
 */
record ClusterObjects(ApiServer api, Applying applying, Deployment deployment) {
    private static final String COMMAND = "nats-compat qualify --platform kubernetes";
    private static final String STATEFUL_SETS = "statefulsets.apps";
    private static final String SERVICE = "Service";

    private DeploymentFiles files() {
        return new DeploymentFiles(Templates.packed());
    }

    /** What servers need; no pod yet. */
    void create(Logins logins) {
        List<GenericKubernetesResource> made = new ArrayList<>();
        files().beforeServers(deployment, COMMAND).forEach((file, yaml) ->
                Manifests.read(file, yaml).forEach(object -> made.add(applying.apply(object).object())));
        GenericKubernetesResource service = made.stream()
                .filter(object -> object.getKind().equals(SERVICE))
                .findFirst()
                .orElseThrow(() -> Failure.bug("make the cluster " + deployment.cluster(), "it has no Service", "Report it."));
        new OwnedSecret(api, secret(logins, service)).create();
    }

    private Secret secret(Logins logins, GenericKubernetesResource service) {
        Map<String, String> labels = new TreeMap<>(deployment.labels());
        labels.put(Labels.MANAGED_BY, Labels.US);
        labels.put(Labels.NAME, Labels.SERVER);
        labels.put(Labels.CLUSTER, deployment.cluster());
        return new SecretBuilder()
                .withNewMetadata()
                .withName(new ObjectNames(deployment).secret())
                .withNamespace(deployment.namespace())
                .withLabels(labels)
                .addNewOwnerReference()
                .withApiVersion(service.getApiVersion())
                .withKind(service.getKind())
                .withName(service.getMetadata().getName())
                .withUid(service.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .withStringData(logins.data())
                .build();
    }

    /**
     * Applies the StatefulSet so that pods that are made from now on are of the release that this mix names for them.
     * Those of the lower ordinals keep the template that holds now.
     *
     * @param replicas how many pods there are to be
     * @return its generation: the controller has taken note once it has observed it
     */
    long apply(Mix mix, int replicas) {
        ReleaseImage upper = deployment.release(mix.release(mix.size() - 1));
        String file = DeploymentFiles.statefulSet(upper);
        String yaml = files().cluster(deployment.with(mix), COMMAND).getOrDefault(file, "");
        GenericKubernetesResource set = Manifests.read(file, yaml).getFirst();
        if (!(set.get("spec") instanceof Map<?, ?> spec)) {
            throw Failure.bug("read " + file, "it has no spec", "Report it.");
        }
        Map<Object, Object> changed = new TreeMap<>(spec);
        changed.put("replicas", replicas);
        set.setAdditionalProperty("spec", changed);
        return applying.apply(set).object().getMetadata().getGeneration();
    }

    /** The StatefulSet as it is now. */
    StatefulSet statefulSet() {
        String name = new ObjectNames(deployment).cluster();
        return api.find(new ApiRequest("get", STATEFUL_SETS, name), client -> client.apps()
                        .statefulSets()
                        .inNamespace(api.namespace())
                        .withName(name)
                        .get())
                .orElseThrow(() -> Failure.deploy("get " + STATEFUL_SETS + " " + name, "it is gone",
                        "Somebody else may delete in the namespace " + api.namespace() + "."));
    }
}
