package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param settled release of the last complete update, as far as that is known
 * @param limit how long pods may take to be ready before a step
 */
record Rollout(
        ClusterObjects objects,
        List<KubernetesServer> servers,
        AtomicReference<Mix> mix,
        AtomicReference<String> settled,
        Duration limit)
        implements Changes.Becoming {
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration NOTED = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Of a cluster that has no pods yet. */
    static Rollout of(ClusterObjects objects, List<KubernetesServer> servers, AtomicReference<Mix> mix) {
        return new Rollout(objects, servers, mix, new AtomicReference<>(mix.get().release(0)), READY);
    }

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

    /**
     * A step of the partition waits until all pods are ready and the last one is through. A step back does not need those that
     * it takes back: of these it waits only for who runs.
     */
    @Override
    public void before(Mix next) {
        check(next);
        Mix now = mix.get();
        if (next.equals(now)) {
            return;
        }
        PartitionStep step = new PartitionStep(now, next, known(now));
        try {
            objects.api().patiently("all pods to be ready", limit, POLL, () -> ready(step));
        } catch (Waiting.TimedOut e) {
            if (late().anyMatch(server -> !step.mayBeDown(server.ordinal()))) {
                throw Failure.deploy("roll to " + next, e.lastSeen(), "See the logs of the servers in the cell's folder.")
                        .causedBy(e);
            }
        }
        if (!step.back() && uniform(now)) {
            await("the last update to be complete", set -> complete(status(set)));
            settled.set(now.release(0));
        }
    }

    private static boolean uniform(Mix mix) {
        return lower(mix) == mix.size();
    }

    /** Where the last one to be rolled never came up, the update is not complete, and can be taken back. */
    private String known(Mix now) {
        if (uniform(now) && complete(status(objects.statefulSet())).isEmpty()) {
            settled.set(now.release(0));
        }
        return settled.get();
    }

    private Stream<KubernetesServer> late() {
        return servers.stream().filter(server -> !server.pods().view().map(PodView::ready).orElse(false));
    }

    private Waiting.Look<Boolean> ready(PartitionStep step) {
        Optional<KubernetesServer> late =
                late().filter(server -> server.running() || !step.mayBeDown(server.ordinal())).findFirst();
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
