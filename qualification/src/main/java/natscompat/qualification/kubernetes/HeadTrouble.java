package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import natscompat.deployer.kubernetes.NodeTypes;
import natscompat.deployer.kubernetes.Trouble;
import natscompat.model.failure.Category;

/** What keeps a head from coming up, how long it may go by itself, and what people can do about it. Stateless. */
final class HeadTrouble {
    /** A registry that restarts, a quota in which room becomes free. */
    private static final Duration SOME = Duration.ofSeconds(30);
    /** A node may come by itself, and a volume takes its time. */
    private static final Duration LONG = Duration.ofMinutes(2);
    /** Longer than anybody waits for a head: a node is on its way. */
    private static final Duration ALL = Duration.ofDays(1);

    private static final List<String> IMAGE =
            List.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable", "InvalidImageName", "ErrImageNeverPull");

    private HeadTrouble() {}

    /**
     * A job that cannot make its pod.
     *
     * @param message of its event; the name of the pod in it is another one each time
     */
    static Trouble notMade(String job, String message) {
        return new Trouble(Category.ENVIRONMENT, "job/" + job, message,
                message.contains("exceeded quota")
                        ? "Ask for a larger quota, or wait until other runs have ended: kubectl describe quota."
                        : "Let the namespace allow such pods: kubectl describe job " + job + ".",
                SOME);
    }

    /**
     * A pod that does not begin; empty for one that runs, ran, or is on its way.
     *
     * @param nodeComes whether somebody makes a node for the pod of that name
     */
    static Optional<Trouble> ofPod(Pod pod, Predicate<String> nodeComes) {
        return PodWords.unscheduled(pod).findFirst()
                .map(why -> unscheduled(pod, why, nodeComes))
                .or(() -> PodWords.waiting(pod).findFirst().map(why -> waiting(pod, why)));
    }

    private static Trouble unscheduled(Pod pod, String why, Predicate<String> nodeComes) {
        String name = pod.getMetadata().getName();
        Duration patience = nodeComes.test(name) ? ALL : LONG;
        return new Trouble(Category.ENVIRONMENT, "pod/" + name, why, whatItNeeds(pod, why), patience);
    }

    private static String whatItNeeds(Pod pod, String why) {
        if (why.contains("PersistentVolumeClaim")) {
            return "See that the storage class can make volumes: kubectl get storageclass, and -s to name another one.";
        }
        return NodeTypes.missing(pod, why)
                .map(type -> "The images are for " + type + ": name the processor type of the nodes with --goarch, or add"
                        + " such nodes.")
                .orElseGet(() -> "Free nodes or add some" + asked(pod) + ".");
    }

    private static String asked(Pod pod) {
        return Optional.ofNullable(pod.getSpec().getContainers().getFirst().getResources())
                .map(ResourceRequirements::getRequests)
                .map(requests -> ": the head asks for " + requests.get("cpu") + " cpu and " + requests.get("memory")
                        + " of memory")
                .orElse("");
    }

    private static Trouble waiting(Pod pod, String why) {
        String name = pod.getMetadata().getName();
        return new Trouble(Category.ENVIRONMENT, "pod/" + name, why,
                IMAGE.stream().anyMatch(why::startsWith)
                        ? "See that nodes can reach the registry and that it has the image; one with a login needs --pull-secret,"
                                + " one that nodes know by another name --pull-registry."
                        : "See kubectl describe pod " + name + ".",
                SOME);
    }
}
