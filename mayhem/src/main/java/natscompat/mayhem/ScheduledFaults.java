package natscompat.mayhem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import natscompat.mayhem.OpenFaults.OpenFault;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.failure.Failure;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.time.Waiting;

/** Carries out planned faults, each in a virtual thread of its own. Thread-safe; one {@link #dwell} at a time. */
public final class ScheduledFaults implements FaultDriver {
    private static final Duration POLL = Duration.ofMillis(20);
    /**
     * More than observation, healing and recovery of a fault take: on Kubernetes a start alone may take 3 min. A cell of
     * 60 s whose heal hangs for so long still comes to its end before the watchdog gives it up: about 15 min after it began.
     */
    private static final Duration HEALED = Duration.ofMinutes(7);
    /** How long closing looks for servers to be back, so that settling finds them recorded. */
    private static final Duration BACK = Duration.ofSeconds(10);

    private static final Duration LAST = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final List<FaultRun> all = new CopyOnWriteArrayList<>();
    /** Their step has waited for them, and nobody waits for them a second time. */
    private final Set<FaultRun> givenUp = ConcurrentHashMap.newKeySet();
    /** Modes that have had a fault, in whatever step. */
    private final Set<String> came = ConcurrentHashMap.newKeySet();
    private final List<Fault> faults;
    private final FaultDesk desk;
    private final Duration healed;

    /** Drives the faults of one cell. */
    public ScheduledFaults(FaultContext context) {
        this(context, Faults.all(), Patience.USUAL, HEALED);
    }

    ScheduledFaults(FaultContext context, List<Fault> faults, Patience patience) {
        this(context, faults, patience, HEALED);
    }

    /**
     * With limits of one's own.
     *
     * @param healed how long a step waits for its faults to be over, once none of them can be open any more
     */
    ScheduledFaults(FaultContext context, List<Fault> faults, Patience patience, Duration healed) {
        this.faults = List.copyOf(faults);
        this.healed = healed;
        OutServers outs = new OutServers(context.cluster(), context.events(), context.clock(), closed::get);
        this.desk = new FaultDesk(context, new Admission(context, outs), outs,
                new LivenessGate(context.events(), context.clock()), new OpenFaults(),
                context.cluster().links().map(LinkLayers::new), new Stop(), patience);
        new RouteWatch(context.cluster(), context.events(), context.clock()).start(closed::get);
    }

    @Override
    public void dwell(Step.Dwell step) {
        long began = desk.context().clock().nanos();
        List<FaultRun> runs = new ArrayList<>();
        Chances chances = new Chances(step.faults(), came);
        for (PlannedFault planned : step.faults()) {
            Optional<Fault> fault = Faults.named(faults, planned.fault());
            if (fault.isEmpty()) {
                desk.record(planned, FaultState.FAILED, List.of(), "there is no fault of this name");
                continue;
            }
            FaultRun run = new FaultRun(desk, planned, fault.get(), began, step.time(), chances);
            runs.add(run);
            all.add(run);
            Thread.ofVirtual().name("fault-" + planned.id()).start(run);
        }
        if (desk.stop().within(step.time())) {
            desk.stop().tell();
        }
        Duration limit = runs.stream().map(FaultRun::longestBeyondItsStep).reduce(Duration.ZERO, ScheduledFaults::longer).plus(healed);
        if (!awaitDespiteInterrupts("the faults of step " + step.number() + " to be healed", limit,
                () -> runs.stream().allMatch(FaultRun::done))) {
            runs.stream().filter(run -> !run.done()).forEach(givenUp::add);
            throw Failure.deploy(
                    "heal the faults of step " + step.number(),
                    "not over " + limit.toSeconds() + " s after it: " + String.join(", ", unfinished(runs)),
                    "What is still open is tried again when the cell ends; events.jsonl says how far each came.");
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static List<String> unfinished(List<FaultRun> runs) {
        return runs.stream().filter(run -> !run.done()).map(FaultRun::text).toList();
    }

    @Override
    public void heal() {
        desk.open().now().forEach(desk::heal);
    }

    @Override
    public Set<String> awaitBack(Duration limit) {
        desk.outs().lookAgain();
        desk.outs().awaitNone(limit, desk.stop()::told);
        return desk.outs().names();
    }

    @Override
    public List<String> open() {
        return desk.open().now().stream().map(OpenFault::text).toList();
    }

    @Override
    public void cancel() {
        desk.stop().tell();
    }

    @Override
    public void close() {
        if (!closed.get()) {
            boolean early = desk.stop().told();
            desk.stop().tell();
            awaitDespiteInterrupts("open faults to be healed by their threads", healed,
                    () -> all.stream().allMatch(run -> run.done() || givenUp.contains(run)));
            heal();
            if (!early) {
                awaitDespiteInterrupts("servers to be back", BACK, () -> desk.outs().names().isEmpty());
            }
            closed.set(true);
            desk.links().ifPresent(LinkLayers::close);
            awaitDespiteInterrupts("the last events of faults", LAST,
                    () -> all.stream().allMatch(run -> run.ended() || givenUp.contains(run)));
        }
    }

    /** Healing goes on when the caller is interrupted; the interrupt is kept for later. */
    private boolean awaitDespiteInterrupts(String name, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        boolean waiting = true;
        boolean reached = false;
        while (waiting) {
            try {
                reached = Waiting.reached(name, Duration.ofNanos(deadline - System.nanoTime()), POLL, condition);
                waiting = false;
            } catch (Waiting.Interrupted e) {
                interrupted = Thread.interrupted();
                desk.stop().tell();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return reached;
    }
}
