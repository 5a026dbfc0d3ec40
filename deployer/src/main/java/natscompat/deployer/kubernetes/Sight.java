package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateStatefulSetStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.generator.kubernetes.Labels;

/**
 * What is there of one cluster at about one moment.
 *
 * @param sets its StatefulSets
 * @param pods the pods of its servers
 * @param claims their volume claims
 */
record Sight(List<StatefulSet> sets, List<Pod> pods, List<PersistentVolumeClaim> claims) {
    /** The container with nats-server. */
    static final String SERVER = "server";

    private static final String REVISION = "controller-revision-hash";

    static Sight of(ApiServer api, String cluster) {
        Map<String, String> labels =
                Map.of(Labels.MANAGED_BY, Labels.US, Labels.NAME, Labels.SERVER, Labels.CLUSTER, cluster);
        String namespace = api.namespace();
        return new Sight(
                api.ask(ApiRequest.onAll("list", "statefulsets.apps"), client ->
                        client.apps().statefulSets().inNamespace(namespace).withLabels(labels).list().getItems()),
                api.ask(ApiRequest.onAll("list", "pods"), client ->
                        client.pods().inNamespace(namespace).withLabels(labels).list().getItems()),
                api.ask(ApiRequest.onAll("list", "persistentvolumeclaims"), client ->
                        client.persistentVolumeClaims().inNamespace(namespace).withLabels(labels).list().getItems()));
    }

    /** A pod that is there and is not on its way out. */
    Optional<Pod> pod(String name) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .findFirst();
    }

    /** A pod that is on its way out; on a node that does not answer it stays there. */
    Optional<Pod> leaving(String name) {
        return pods.stream()
                .filter(pod -> pod.getMetadata().getName().equals(name))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() != null)
                .findFirst();
    }

    /** Whether a pod is of the newest template of its set; one below the partition need not be. */
    boolean newest(Pod pod) {
        String name = pod.getMetadata().getName();
        int dash = name.lastIndexOf('-');
        return sets.stream()
                .filter(set -> set.getMetadata().getName().equals(name.substring(0, dash)))
                .allMatch(set -> observed(set)
                        && (Integer.parseInt(name.substring(dash + 1)) < partition(set)
                                || String.valueOf(set.getStatus().getUpdateRevision())
                                        .equals(Ours.labels(pod).get(REVISION))));
    }

    /** Whether the controller has seen every set as it is now. */
    boolean observed() {
        return sets.stream().allMatch(Sight::observed);
    }

    /** Whether the controller has seen the set as it is now. */
    private static boolean observed(StatefulSet set) {
        Long seen = set.getStatus() == null ? null : set.getStatus().getObservedGeneration();
        return seen != null && seen.equals(set.getMetadata().getGeneration());
    }

    private static int partition(StatefulSet set) {
        return Optional.ofNullable(set.getSpec().getUpdateStrategy())
                .map(StatefulSetUpdateStrategy::getRollingUpdate)
                .map(RollingUpdateStatefulSetStrategy::getPartition)
                .orElse(0);
    }

    /** The claims that a pod names, as far as they are there. */
    List<PersistentVolumeClaim> claims(Pod pod) {
        List<String> names = claimNames(pod);
        return claims.stream().filter(claim -> names.contains(claim.getMetadata().getName())).toList();
    }

    /** The claims that a pod names. */
    static List<String> claimNames(Pod pod) {
        return pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map((Volume volume) -> volume.getPersistentVolumeClaim().getClaimName())
                .toList();
    }

    /** The image that a pod's server is to run. */
    static String image(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(SERVER))
                .map(container -> String.valueOf(container.getImage()))
                .findFirst()
                .orElse("");
    }

    /** What the kubelet says of a pod's containers, those that start first included. */
    static List<ContainerStatus> containers(Pod pod) {
        return Stream.concat(pod.getStatus().getInitContainerStatuses().stream(),
                pod.getStatus().getContainerStatuses().stream()).toList();
    }

    /** One condition of a pod. */
    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream().filter(c -> c.getType().equals(type)).findFirst();
    }

    /** Whether a pod's condition holds. */
    static boolean holds(Pod pod, String type) {
        return condition(pod, type).filter(c -> c.getStatus().equals("True")).isPresent();
    }
}
