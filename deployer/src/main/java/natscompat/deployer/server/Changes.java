package natscompat.deployer.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Server;
import natscompat.platform.view.Gate;

/**
 * Changes of a cluster's mix, the same on every platform: stop, become another release, start, prove, wait for the gate
 * (SEMANTICS.md 4). Made by one thread at a time.
 *
 * @param cluster that is changed
 * @param spec of it
 * @param servers of it, by ordinal
 * @param becoming what a platform does between a stop and the next start
 * @param limit of each wait
 */
public record Changes(
        Cluster cluster, ClusterSpec spec, List<? extends Managed> servers, Becoming becoming, Duration limit) {
    private static final Duration POLL = Duration.ofMillis(15);
    /** So many times as long as a gate may a server take that nobody waits for. */
    private static final int LATE = 5;

    /** What a platform does so that the next lives of servers are of another release. */
    public interface Becoming {
        /** Called before servers are stopped for it. */
        default void before(Mix next) {}

        /** From the next start on each server is of the release that this mix names; those that change do not run. */
        void become(Mix next);
    }

    /** See {@link Cluster#roll}. */
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        Managed server = servers.get(ordinal);
        Mix next = cluster.mix().with(ordinal, release);
        becoming.before(next);
        spec.emit(at -> new Event.ServerOut(at, server.name(), "roll to " + release));
        stopper().stop(server, stop);
        becoming.become(next);
        server.start();
        awaitProven(server);
        if (impatient) {
            awaitHealthy(server);
            Thread.ofVirtual().name("back-" + server.name()).start(() -> awaitBack(server));
        } else {
            Gate.awaitCaughtUp(cluster, "the gate after rolling " + server.name() + " to " + release, limit);
            back(server);
        }
    }

    /** See {@link Cluster#coldSwap}. */
    public void coldSwap(Mix next) {
        becoming.before(next);
        servers.forEach(s -> spec.emit(at -> new Event.ServerOut(at, s.name(), "cold swap to " + next)));
        stopper().stopAll(servers);
        becoming.become(next);
        together(servers, Managed::start);
        servers.forEach(this::awaitProven);
        Gate.awaitCaughtUp(cluster, "the gate after the cold swap to " + next, limit);
        servers.forEach(this::back);
    }

    /** See {@link Cluster#stop}. */
    public void stop() {
        stopper().stopAll(servers);
    }

    /** See {@link Cluster#missing}. */
    public String missing(Server server) {
        if (server instanceof Managed managed) {
            Optional<? extends Lived> life = managed.life().filter(Lived::alive);
            Optional<FailureException> refuted = life.flatMap(Lived::refuted);
            if (refuted.isPresent()) {
                return refuted.get().failure().why();
            }
            if (life.isPresent() && life.get().serverId().isEmpty()) {
                return "it has not answered yet";
            }
        }
        return Gate.missing(cluster, server);
    }

    private Stopper stopper() {
        return new Stopper(spec, Stopper.Limits.DEFAULT);
    }

    private void back(Managed server) {
        spec.emit(at -> new Event.ServerBack(at, server.name(), "healthy and caught up"));
    }

    /** A server that is not what was started, or ended at once, fails here instead of at the end of a long wait. */
    void awaitProven(Managed server) {
        Lived life = server.life().orElseThrow();
        try {
            Waiting.until("the proof of " + server.name(), limit, POLL, () -> {
                life.refuted().ifPresent(failure -> {
                    throw failure;
                });
                return life.serverId().map(Waiting.Look::there).orElseGet(() -> Waiting.Look.notYet("no answer"));
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("start " + server.name(), e.lastSeen(), "See " + server.log() + ".").causedBy(e);
        }
    }

    private void awaitHealthy(Managed server) {
        try {
            Waiting.until("the health of " + server.name(), limit, POLL, () -> {
                String ill = Gate.unhealthy(cluster, server);
                return ill.isEmpty() ? Waiting.Look.there(true) : Waiting.Look.notYet(ill);
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("roll " + server.name(), e.lastSeen(), "See " + server.log() + ".").causedBy(e);
        }
    }

    /**
     * After an impatient roll the server counts as out until it has caught up, or until its next end. One that is late is
     * looked after for longer than a gate would wait: it is out no more once it is back.
     */
    private void awaitBack(Managed server) {
        Lived life = server.life().orElseThrow();
        boolean there = Waiting.reached("the return of " + server.name(), limit.multipliedBy(LATE), Duration.ofMillis(200),
                () -> !life.alive() || missing(server).isEmpty());
        if (there && life.alive()) {
            back(server);
        }
    }

    /** Does it to all at the same time; the first failure is thrown when all have come to their end. */
    static <T> void together(List<? extends T> all, Consumer<? super T> what) {
        Executor each = task -> Thread.ofVirtual().name("together").start(task);
        List<CompletableFuture<Void>> done = new ArrayList<>();
        all.forEach(one -> done.add(CompletableFuture.runAsync(() -> what.accept(one), each)));
        List<RuntimeException> failed = new ArrayList<>();
        for (CompletableFuture<Void> one : done) {
            try {
                one.join();
            } catch (CompletionException e) {
                failed.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }
}
