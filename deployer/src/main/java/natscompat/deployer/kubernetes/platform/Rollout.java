package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import natscompat.deployer.server.Changes;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;

/**
 * Brings the pods from one mix to the next, in place. A StatefulSet has two templates: that of its last complete update for
 * ordinals below the partition, and the present one from there on. A pod that is deleted, by whomever, comes back with the
 * one that its ordinal has. So the present template is made that of the upper release, the partition its first ordinal, and
 * each pod of another release than its ordinal now has is deleted; its server does not run then. The controller would
 * do that itself, but stops at the first pod that is not ready, and a server that waits to be started is not.
 *
 * @param objects of the cluster
 * @param servers of the cluster, by ordinal
 * @param mix that holds now
 */
record Rollout(ClusterObjects objects, List<KubernetesServer> servers, AtomicReference<Mix> mix)
        implements Changes.Becoming {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration NOTED = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Makes the pods of the first mix. */
    void begin() {
        Mix first = mix.get();
        check(first);
        int lower = lower(first);
        if (lower < first.size()) {
            // The lower ones first and alone, so that theirs is the template of the last complete update.
            Mix old = Mix.all(first.release(0), first.size());
            observed(objects.apply(old, lower));
            await("the first " + lower + " pods", set -> made(set, lower));
        }
        observed(objects.apply(first, first.size()));
    }

    /** The controller writes it a moment after the set was made. */
    private static StatefulSetStatus status(StatefulSet set) {
        return Optional.ofNullable(set.getStatus()).orElseGet(StatefulSetStatus::new);
    }

    private static Optional<String> made(StatefulSet set, int pods) {
        Integer there = status(set).getReplicas();
        return there != null && there == pods ? Optional.empty() : Optional.of(there + " of " + pods + " pods are made");
    }

    /** Ordinals of the lower release: all of them where there is one only. */
    static int lower(Mix mix) {
        return (int) IntStream.range(0, mix.size())
                .takeWhile(i -> mix.release(i).equals(mix.release(0)))
                .count();
    }

    /** A step of the partition waits until all pods are ready and the last one is through. */
    @Override
    public void before(Mix next) {
        check(next);
        if (next.equals(mix.get())) {
            return;
        }
        try {
            objects.api().patiently("all pods to be ready", READY, POLL, this::allReady);
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("roll to " + next, e.lastSeen(), "See the logs of the servers in the cell's folder.")
                    .causedBy(e);
        }
        if (lower(mix.get()) == mix.get().size()) {
            await("the last update to be complete", set -> complete(status(set)));
        }
    }

    private Waiting.Look<Boolean> allReady() {
        Optional<KubernetesServer> late = servers.stream()
                .filter(server -> !server.pods().view().map(PodView::ready).orElse(false))
                .findFirst();
        if (late.isEmpty()) {
            return Waiting.Look.there(true);
        }
        // Pods are told of by a watch, which is silent while the API server is away: asking notices that.
        objects.statefulSet();
        return Waiting.Look.notYet(late.get().pods().text() + ", not ready");
    }

    private static Optional<String> complete(StatefulSetStatus status) {
        return status.getUpdateRevision() != null && status.getUpdateRevision().equals(status.getCurrentRevision())
                ? Optional.empty()
                : Optional.of("its revision is " + status.getCurrentRevision() + " still and not " + status.getUpdateRevision());
    }

    @Override
    public void become(Mix next) {
        if (next.equals(mix.get())) {
            return;
        }
        observed(objects.apply(next, next.size()));
        for (KubernetesServer server : servers) {
            server.become(next.release(server.ordinal()));
            String folder = objects.deployment().release(next.release(server.ordinal())).folder().value();
            server.pods().view().filter(pod -> !pod.release().equals(folder))
                    .ifPresent(server.pods()::delete);
        }
        mix.set(next);
    }

    static void check(Mix mix) {
        String upper = mix.release(mix.size() - 1);
        boolean fits = IntStream.range(lower(mix), mix.size()).allMatch(i -> mix.release(i).equals(upper));
        if (!fits) {
            throw Failure.input("run the mix " + mix + " in place",
                    "a StatefulSet has two releases at most, one for its lower ordinals and one above",
                    "Choose walks that change the highest ordinal first.");
        }
    }

    private void observed(long generation) {
        await("the controller to take note", set -> {
            Long seen = status(set).getObservedGeneration();
            return seen != null && seen >= generation ? Optional.empty() : Optional.of("generation " + seen + " of " + generation);
        });
    }

    private interface Missing {
        /** What is missing; empty if nothing. */
        Optional<String> of(StatefulSet set);
    }

    private void await(String what, Missing missing) {
        try {
            objects.api().patiently(what, NOTED, POLL, () -> missing.of(objects.statefulSet())
                    .map(Waiting.Look::<Boolean>notYet)
                    .orElseGet(() -> Waiting.Look.there(true)));
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("wait for " + what + " of " + objects.deployment().cluster(), e.lastSeen(),
                    "See kubectl describe statefulset " + objects.deployment().cluster() + ".").causedBy(e);
        }
    }
}
