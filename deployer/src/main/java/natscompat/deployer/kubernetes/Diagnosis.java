package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Category;

/** Finds what stands in the way of a cluster: which pod, why, and what people can do about it. Thread-safe. */
final class Diagnosis {
    /** Things that may well pass: a registry that restarts, an object that is about to be made. */
    private static final Duration SOME = Duration.ofSeconds(15);
    /** A node may be on its way. */
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int CRASHES = 2;
    private static final List<String> NEVER = List.of("InvalidImageName", "ErrImageNeverPull");
    private static final List<String> IMAGE = List.of("ErrImagePull", "ImagePullBackOff", "RegistryUnavailable");

    private final ApiServer api;
    private final Events events;

    Diagnosis(ApiServer api) {
        this.api = api;
        this.events = new Events(api);
    }

    /** The first trouble, looking at the servers in order; empty where all goes well so far. */
    Optional<Trouble> trouble(Sight sight, List<Expected> servers) {
        for (Expected server : servers) {
            // What keeps a pod of another template from running need not keep the one that takes its place.
            Optional<Trouble> trouble = sight.pod(server.pod())
                    .map(pod -> sight.newest(pod) ? ofPod(pod) : Optional.<Trouble>empty())
                    .orElseGet(() -> notMade(sight, server.pod()));
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    /** A pod that is not there: why its StatefulSet cannot make it. */
    private Optional<Trouble> notMade(Sight sight, String pod) {
        String set = pod.substring(0, Math.max(0, pod.lastIndexOf('-')));
        if (sight.sets().stream().noneMatch(s -> s.getMetadata().getName().equals(set))) {
            return Optional.empty();
        }
        return events.latest("StatefulSet", set, "FailedCreate").map(event -> {
            String message = String.valueOf(event.getMessage());
            String next = message.contains("exceeded quota")
                    ? "Ask for a larger quota (kubectl describe quota -n " + api.namespace() + "), or start fewer servers."
                    : "See kubectl describe statefulset " + set + " -n " + api.namespace() + ".";
            return new Trouble(Category.ENVIRONMENT, "pod/" + pod, message, next, SOME);
        });
    }

    private Optional<Trouble> ofPod(Pod pod) {
        String name = pod.getMetadata().getName();
        Optional<PodCondition> scheduled = Sight.condition(pod, "PodScheduled")
                .filter(c -> c.getStatus().equals("False"));
        if (scheduled.isPresent()) {
            return Optional.of(unscheduled(pod, String.valueOf(scheduled.get().getMessage())));
        }
        for (ContainerStatus container : Sight.containers(pod)) {
            String waiting = StartGate.waiting(container);
            if (NEVER.contains(waiting) || IMAGE.contains(waiting)) {
                return Optional.of(new Trouble(Category.ENVIRONMENT, "pod/" + name,
                        waiting + ": " + message(container), "See that the nodes can reach the registry and that it has the"
                        + " image; a registry with a login needs bin/generate --pull-secret, one that nodes know by another name"
                        + " --pull-registry.",
                        NEVER.contains(waiting) ? Duration.ZERO : SOME));
            }
            if (waiting.startsWith("Create") || waiting.equals("RunContainerError")) {
                return Optional.of(new Trouble(Category.DEPLOY, "pod/" + name, waiting + ": " + message(container),
                        "See kubectl describe pod " + name + " -n " + api.namespace() + ".", SOME));
            }
            if (container.getRestartCount() >= CRASHES && !Boolean.TRUE.equals(container.getReady())) {
                return Optional.of(new Trouble(Category.DEPLOY, "pod/" + name,
                        "its container " + container.getName() + " ended " + container.getRestartCount() + " times"
                                + ended(container),
                        "See kubectl logs " + name + " -n " + api.namespace() + " --previous.", Duration.ZERO));
            }
        }
        return Optional.empty();
    }

    private Trouble unscheduled(Pod pod, String message) {
        String name = pod.getMetadata().getName();
        if (message.contains("PersistentVolumeClaim")) {
            String claims = String.join(", ", Sight.claimNames(pod));
            String events = this.events.lines("PersistentVolumeClaim", Sight.claimNames(pod).stream().findFirst().orElse(""));
            return new Trouble(Category.ENVIRONMENT, "pod/" + name,
                    message + " (" + claims + ")" + (events.isEmpty() ? "" : "\n" + events),
                    "See that the storage class can make volumes: kubectl get storageclass.", LONG);
        }
        String next = NodeTypes.missing(pod, message)
                .map(type -> "The image is for " + type + ": publish it for the processor type of the nodes with"
                        + " bin/build-and-publish --goarch, and generate again; or add such nodes.")
                .orElse("Free nodes or add some, start fewer servers (--mix), or generate with smaller requests. Where nodes"
                        + " come by themselves, wait longer with --limit.");
        return new Trouble(Category.ENVIRONMENT, "pod/" + name, message, next, LONG);
    }

    /** What is known of a pod: events and last log lines, a line each. */
    List<String> details(String pod) {
        List<String> lines = new ArrayList<>();
        String said = events.lines("Pod", pod);
        if (!said.isEmpty()) {
            lines.add("events of pod/" + pod + ":");
            said.lines().map(line -> "  " + line).forEach(lines::add);
        }
        List<String> log = new PodLogs(api).last(pod);
        if (!log.isEmpty()) {
            lines.add("last log lines of pod/" + pod + ":");
            log.stream().map(line -> "  " + line).forEach(lines::add);
        }
        return lines;
    }

    private static String message(ContainerStatus container) {
        return String.valueOf(container.getState().getWaiting().getMessage());
    }

    private static String ended(ContainerStatus container) {
        ContainerStateTerminated last = container.getLastState() == null ? null : container.getLastState().getTerminated();
        return last == null ? "" : ", the last time with exit code " + last.getExitCode()
                + (last.getReason() == null ? "" : " (" + last.getReason() + ")");
    }
}
