package natscompat.qualification;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.mayhem.FaultContext;
import natscompat.mayhem.FaultDriver;
import natscompat.mayhem.ScheduledFaults;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.failure.MachineTrouble;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.EventWriter;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import natscompat.platform.view.ClusterViews;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.Workloads;

/**
 * Runs one cell: makes its cluster, workloads and faults, takes its steps one after the other, and leaves nothing behind
 * but its folder. Judges nothing. Thread-safe: many cells run side by side through one runner.
 */
final class CellRunner {
    private static final String COMPLETED = "completed";
    private static final String INTERRUPTED = "interrupted";

    private final Platform platform;
    private final CellSettings settings;
    private final Connections connections;
    private final StallMeter stalls;
    private final RunningCells running;
    private final StopSign stop;
    private final Canarying canary;
    private final KeepOpen keep;
    private final Queue<Failure> crashes = new ConcurrentLinkedQueue<>();

    CellRunner(
            Platform platform,
            CellSettings settings,
            Connections connections,
            StallMeter stalls,
            RunningCells running,
            StopSign stop,
            Canarying canary,
            KeepOpen keep) {
        this.platform = platform;
        this.settings = settings;
        this.connections = connections;
        this.stalls = stalls;
        this.running = running;
        this.stop = stop;
        this.canary = canary;
        this.keep = keep;
    }

    /** What the machine lacked, when that was the only reason why cells crashed. */
    Optional<Failure> lacking() {
        return crashes.stream().allMatch(failure -> failure.category() == Category.ENVIRONMENT)
                ? crashes.stream().findFirst()
                : Optional.empty();
    }

    /** A cell crashed for that reason after it was run. */
    void lacked(Failure failure) {
        crashes.add(failure);
    }

    /** Runs the cell to its end; everything that happened stands in its folder. */
    void run(Cell cell, CellFolder folder) throws IOException {
        RunClock clock = new RunClock();
        try (EventWriter events = folder.eventWriter();
                HistoryWriter history = folder.historyWriter()) {
            events.write(new Event.CellBegan(clock.nanos(), clock.origin(), cell.number()));
            CellContext context = new CellContext(cell, folder, clock, history, events::write);
            String driven = watched(context);
            String outcome = context.overdue().filter(_ -> !stop.up()).map(why -> "crashed: " + why).orElse(driven);
            if (stop.up() && !outcome.equals(COMPLETED)) {
                events.write(new Event.Interrupted(clock.nanos(), stop.why().orElse("")));
            }
            events.write(new Event.CellEnded(clock.nanos(), outcome));
        }
    }

    private String watched(CellContext context) {
        stalls.register(context);
        running.add(context);
        try {
            return drive(context);
        } finally {
            stalls.unregister(context);
            running.remove(context);
        }
    }

    private String drive(CellContext context) {
        try (Cluster cluster = platform.create(spec(context));
                Steering steering = new Steering(cluster, connections, id(context))) {
            context.cluster(cluster);
            try (LeaderWatch watch = new LeaderWatch(cluster, steering, context.events(), context.clock())) {
                return drive(context, cluster, steering, watch);
            }
        } catch (Waiting.Interrupted e) {
            return INTERRUPTED;
        } catch (FailureException e) {
            crashes.add(e.failure());
            return ended(e.failure().text());
        } catch (RuntimeException e) {
            crashes.add(unforeseen("run cell " + context.cell().number(), e));
            return ended(e + " at " + List.of(e.getStackTrace()).subList(0, Math.min(4, e.getStackTrace().length)));
        }
    }

    private static Failure unforeseen(String tried, RuntimeException e) {
        return MachineTrouble.in(e)
                .map(said -> new Failure(Category.ENVIRONMENT, tried, said, "See to that disk, then run it again."))
                .orElseGet(() -> new Failure(Category.BUG, tried, String.valueOf(e), "Please report it."));
    }

    /** What goes wrong while everything is being stopped comes from stopping. */
    private String ended(String trouble) {
        return stop.up() ? INTERRUPTED + ": " + trouble : "crashed: " + trouble;
    }

    private String drive(CellContext context, Cluster cluster, Steering steering, LeaderWatch watch) {
        AtomicBoolean loadStop = new AtomicBoolean();
        try (Load load = new Load(workloads(context, cluster, loadStop), loadStop, context.events(), context.clock());
                FaultDriver faults = new ScheduledFaults(faultContext(context, cluster, steering, load))) {
            running.faults(context, faults);
            StepRunner steps = new StepRunner(context, cluster, steering, watch, load, faults, stop, canary, keep);
            try {
                return take(context, cluster, steps);
            } catch (RuntimeException e) {
                LastLook.keep(context, cluster, "given-up");
                throw e;
            }
        }
    }

    private String take(CellContext context, Cluster cluster, StepRunner steps) {
        Predicate<Step> left = _ -> true;
        boolean cut = false;
        for (Step step : context.cell().steps()) {
            undisturbed(cluster);
            if (stop.up() && !(step instanceof Step.Stop)) {
                continue;
            }
            if (!left.test(step)) {
                continue;
            }
            if (stop.up()) {
                cut = true;
                LastLook.keep(context, cluster, INTERRUPTED);
            }
            try {
                steps.take(step);
            } catch (FailureException e) {
                if (e.failure().category() != Category.DEPLOY || !evidence(step, context, cluster)) {
                    throw e;
                }
                LastLook.keep(context, cluster, "failed-in-step-" + step.number());
                left = step instanceof Step.StartCluster ? Step.Stop.class::isInstance : CellRunner::closing;
            }
        }
        undisturbed(cluster);
        // A stop sign that comes up in the last step ends a cluster that was kept after all was done.
        return cut ? INTERRUPTED : COMPLETED;
    }

    /**
     * Whether a failure tells of the releases: a cluster that does not come to where the plan wants it does, and what is left
     * is read back. Of one that never came up only what is on record does.
     */
    private static boolean evidence(Step step, CellContext context, Cluster cluster) {
        return !(step instanceof Step.StartCluster) || FailedStart.tells(context, cluster.servers());
    }

    /** What comes after somebody else took a server away shows nothing of releases. */
    private static void undisturbed(Cluster cluster) {
        cluster.disturbed().ifPresent(failure -> {
            throw failure.asException();
        });
    }

    private static boolean closing(Step step) {
        return step instanceof Step.Settle || step instanceof Step.Check || step instanceof Step.Stop;
    }

    private ClusterSpec spec(CellContext context) {
        boolean link = List.of(context.cell().mayhem().split("\\+", -1)).stream()
                .flatMap(mode -> settings.catalog().mode(mode).stream())
                .anyMatch(mode -> mode.needs().contains("link-proxy"));
        // A run may have thirty releases; on Kubernetes each that is named here costs objects.
        Map<String, BuiltRelease> releases = new HashMap<>(settings.releases());
        releases.keySet().retainAll(context.cell().releases());
        return new ClusterSpec(settings.prefix() + "-" + id(context), context.cell().firstMix(), releases,
                context.folder(), context.clock(), context.events(), link, context.cell().seed());
    }

    /** Unique in the process: jnats keeps facts about streams by name over all its connections. */
    private static String id(CellContext context) {
        return Long.toString(context.cell().seed() & 0xffff, 36) + "-" + context.cell().number();
    }

    private List<Workload> workloads(CellContext context, Cluster cluster, AtomicBoolean loadStop) {
        List<Endpoint> endpoints = cluster.servers().stream()
                .map(s -> new Endpoint(s.name(), s.clientUrl(), cluster.login().user(), cluster.login().password()))
                .toList();
        return context.cell().workloads().stream()
                .map(name -> Workloads.create(name, new WorkloadContext(
                        id(context), endpoints, context.cell().dimensions(),
                        Draws.of(context.cell().seed()).at("workload", name), connections, context.history(),
                        context.events(), context.clock(), loadStop::get)))
                .toList();
    }

    private FaultContext faultContext(CellContext context, Cluster cluster, Steering steering, Load load) {
        return new FaultContext(cluster, () -> ClusterViews.look(cluster, StepRunner.LOOK), load::streams,
                load::consumers, steering::leadership, settings.catalog(), context.events(), context.clock(),
                context.cell().steps().stream()
                        .anyMatch(step -> step instanceof Step.BeginPhase phase && phase.mix().mixed()));
    }
}
