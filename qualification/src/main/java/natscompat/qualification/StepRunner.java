package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.deployer.LogScan;
import natscompat.mayhem.FaultDriver;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Step;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterViews;
import org.jspecify.annotations.Nullable;

/** Takes the steps of one cell, one after the other, in the thread of the cell. */
final class StepRunner {
    /** How long a server may take to answer when all are looked at. */
    static final Duration LOOK = Duration.ofSeconds(2);

    private static final String DONE = "ok";
    private static final Duration CAUGHT_UP = Duration.ofSeconds(60);
    /** Leadership may go on between the move and the read: a step-down that was asked for twice takes effect late. */
    private static final int READS = 3;

    private final CellContext context;
    private final Cluster cluster;
    private final Steering steering;
    private final LeaderWatch watch;
    private final Load load;
    private final FaultDriver faults;
    private final StopSign stop;
    private final Canarying canary;
    private final KeepOpen keep;
    private final LeaderMoves moves;
    private int phase = -1;
    private @Nullable LeastOperations least;
    private boolean gateShut;
    private Places places;

    StepRunner(
            CellContext context,
            Cluster cluster,
            Steering steering,
            LeaderWatch watch,
            Load load,
            FaultDriver faults,
            StopSign stop,
            Canarying canary,
            KeepOpen keep) {
        this.context = context;
        this.cluster = cluster;
        this.steering = steering;
        this.watch = watch;
        this.load = load;
        this.faults = faults;
        this.stop = stop;
        this.canary = canary;
        this.keep = keep;
        this.moves = new LeaderMoves(cluster, steering, watch, load);
        this.places = Places.own(context.cell().dimensions().servers());
    }

    /** Takes one step; its beginning and end, and how it ended, are events. */
    void take(Step planned) {
        Step step = places.in(planned);
        String text = StepText.of(step);
        if (phase >= 0 && endsPhase(step) && least != null) {
            least.await(stop::up, load::names);
            load.onPhaseEnd(stop::up);
        }
        context.step(text);
        context.events().accept(new Event.StepBegan(context.clock().nanos(), step.number(), text));
        String outcome = DONE;
        try {
            outcome = carryOut(step);
        } catch (FailureException e) {
            outcome = "failed: " + e.failure().why();
            throw e;
        } catch (Waiting.Interrupted e) {
            outcome = "interrupted";
            throw e;
        } finally {
            context.events().accept(new Event.StepEnded(context.clock().nanos(), step.number(), outcome));
        }
    }

    private String carryOut(Step step) {
        return switch (step) {
            case Step.StartCluster s -> done(cluster::start);
            case Step.StartWorkloads s -> done(load::start);
            case Step.BeginPhase s -> done(() -> beginPhase(s));
            case Step.Lead s -> leadTwice(names(s.ordinals()));
            case Step.LeadMeta s -> told(moves.metaOnto(names(List.of(s.ordinal()))));
            case Step.Dwell s -> done(() -> dwell(s));
            case Step.BeginRoll s -> beginRoll(s);
            case Step.Roll s -> done(() -> roll(s));
            case Step.ColdSwap s -> done(() -> coldSwap(s));
            case Step.Settle s -> done(this::settle);
            case Step.Check s -> done(this::check);
            case Step.Stop s -> done(this::stopAll);
        };
    }

    private static String done(Runnable action) {
        action.run();
        return DONE;
    }

    /** A round of a mix that stays begins where the last one ends. */
    private void beginPhase(Step.BeginPhase step) {
        endPhase();
        phase = step.index();
        context.phase(step.name());
        load.onMix(step.mix());
        context.events().accept(new Event.PhaseBegan(context.clock().nanos(), step.index(), step.name(),
                step.mix().releases(), step.liveness(), step.leastOperations()));
        least = new LeastOperations(context.history(), step, load.names());
    }

    private static boolean endsPhase(Step step) {
        return switch (step) {
            case Step.BeginPhase s -> true;
            case Step.BeginRoll s -> true;
            // One that is not to wait for the cluster must not wait for the load either.
            case Step.Roll s -> !s.impatient();
            case Step.ColdSwap s -> true;
            case Step.Settle s -> true;
            case Step.StartCluster s -> false;
            case Step.StartWorkloads s -> false;
            case Step.Lead s -> false;
            case Step.LeadMeta s -> false;
            case Step.Dwell s -> false;
            case Step.Check s -> false;
            case Step.Stop s -> false;
        };
    }

    private void endPhase() {
        if (phase >= 0) {
            context.events().accept(new Event.PhaseEnded(context.clock().nanos(), phase));
            phase = -1;
        }
    }

    private void dwell(Step.Dwell step) {
        canary.maybe(context, cluster, steering, load, step);
        faults.dwell(step);
    }

    /**
     * The server that leads the meta group takes the first place of the roll, as soon as nobody is out who could lead. The
     * leader is moved only where it cannot be rolled first: onto the servers that go back when it is none of them, or onto the
     * first in the only order that the platform knows.
     */
    private String beginRoll(Step.BeginRoll step) {
        endPhase();
        patiently(() -> allBack(step));
        int planned = places.server(step.ordinals().getFirst());
        List<Integer> able =
                cluster.anyOrder() ? cluster.mix().ordinals(cluster.mix().release(planned)) : List.of(planned);
        Optional<String> leader = ClusterViews.look(cluster, LOOK).metaLeader();
        if (!names(able).contains(leader.orElse(""))) {
            leader = moves.meta(names(able));
        }
        watch.look();
        String leads = leader.orElse("");
        if (cluster.anyOrder()) {
            int first = able.stream()
                    .filter(ordinal -> cluster.servers().get(ordinal).name().equals(leads))
                    .findFirst()
                    .orElse(Collections.max(able));
            places = places.rolling(step.ordinals(), able, first);
        }
        context.events().accept(new Event.RollBegan(
                context.clock().nanos(), step.number(), leads, names(places.servers(step.ordinals()))));
        return names(able).contains(leads) ? DONE : LeaderMoves.metaStuck(leader);
    }

    private void roll(Step.Roll step) {
        endPhase();
        patiently(() -> allBack(step));
        patiently(() -> cluster.roll(step.ordinal(), step.release(), step.stop(), step.impatient()));
    }

    private void coldSwap(Step.ColdSwap step) {
        endPhase();
        patiently(() -> allBack(step));
        context.events().accept(new Event.Liveness(context.clock().nanos(), false, "cold swap"));
        patiently(() -> cluster.coldSwap(step.mix()));
        context.events().accept(new Event.Liveness(context.clock().nanos(), true, "cold swap is over"));
    }

    /** While a server is out after a fault no other one is taken away (SEMANTICS.md 6). */
    private void allBack(Step step) {
        faults.heal();
        Set<String> out = faults.awaitBack(CAUGHT_UP);
        if (!out.isEmpty()) {
            throw Failure.deploy(StepText.of(step), "after " + CAUGHT_UP.toSeconds() + " s: " + String.join(", ", out)
                    + " still out after a fault", "See the logs of the servers in the run folder.");
        }
    }

    /** After a failure that took the time of a gate, settling does not ask under load once more. */
    private void patiently(Runnable change) {
        long began = System.nanoTime();
        try {
            change.run();
        } catch (FailureException e) {
            gateShut = System.nanoTime() - began >= CAUGHT_UP.toNanos();
            throw e;
        }
    }

    private List<String> names(List<Integer> ordinals) {
        return ordinals.stream().map(o -> cluster.servers().get(o).name()).toList();
    }

    /** What a mix proves rests on it, and a release that ignores whom to prefer finds the wanted server by chance. */
    private String leadTwice(Collection<String> onto) {
        String stuck = moves.onto(onto);
        return stuck.isEmpty() || stop.up() ? told(stuck) : told(moves.onto(onto));
    }

    private static String told(String stuck) {
        return stuck.isEmpty() ? DONE : stuck;
    }

    /**
     * Whatever happens to the cluster, the load has ended when this comes back: final reads need a still store. The gate is
     * asked for under load first, so that what is on its way can still be delivered; a cluster that does not come through
     * it then is asked again once nothing is written, and only that counts against it (SEMANTICS.md 5).
     */
    private void settle() {
        endPhase();
        context.phase("settling");
        faults.heal();
        boolean open = !gateShut && caughtUp().isEmpty();
        load.stop();
        load.settle();
        Optional<FailureException> behind = open ? Optional.empty() : caughtUp();
        new Settling(context, cluster).await();
        behind.ifPresent(failure -> {
            throw failure;
        });
    }

    private Optional<FailureException> caughtUp() {
        try {
            cluster.awaitCaughtUp("settling", CAUGHT_UP);
            return Optional.empty();
        } catch (FailureException e) {
            return Optional.of(e);
        }
    }

    /** Every possible leader leads once, and everything is read back through it. */
    private void check() {
        context.phase("reading back");
        for (Server server : cluster.servers()) {
            if (stop.up()) {
                return;
            }
            readBack(server);
        }
        cluster.dump("final");
    }

    private void readBack(Server server) {
        Set<String> unread = load.names();
        for (int read = 0; read < READS && !unread.isEmpty(); read++) {
            long began = System.nanoTime();
            String notMoved = moves.onto(List.of(server.name()));
            boolean stuck = System.nanoTime() - began >= LeaderMoves.LIMIT.toNanos();
            unread = load.readBack(server.name(), unread);
            if (!notMoved.isEmpty()) {
                context.note("read back through " + server.name() + ": " + notMoved);
            }
            if (stuck) {
                return;
            }
        }
    }

    private void stopAll() {
        endPhase();
        keep.hold(context, cluster);
        load.close();
        steering.close();
        cluster.stop();
        logAlarms();
    }

    /** What the servers wrote that a healthy server does not write; their logs are whole only now. */
    private void logAlarms() {
        try {
            List<Event> events = context.folder().events();
            for (Server server : cluster.servers()) {
                LogScan.file(server.log(), server.name(), context.clock(), events).forEach(context.events());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("read the logs of " + cluster.name(), e);
        }
    }
}
