package natscompat.mayhem.fake;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import natscompat.mayhem.FaultContext;
import natscompat.mayhem.Faults;
import natscompat.mayhem.MayhemModes;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.time.RunClock;

/** One cell of tests: a fake cluster, its events, and short ways to plan faults. */
public final class FakeCell {
    /** A mode of these tests that keeps the quorum. */
    public static final String CALM = "calm";
    /** A mode of these tests that declares that it may break a quorum. */
    public static final String WILD = "wild";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final FakeCluster cluster;
    private final boolean mixes;

    /** With that cluster, all the time as it is now. */
    public FakeCell(FakeCluster cluster) {
        this(cluster, cluster.mix().mixed());
    }

    /** With that cluster, and a mix of releases at some time or not. */
    public FakeCell(FakeCluster cluster, boolean mixes) {
        this.cluster = cluster;
        this.mixes = mixes;
    }

    /** What a driver is given; events also go to the ear. */
    public FaultContext context(Consumer<Event> ear) {
        List<MayhemMode> modes = List.of(mode(CALM, Damage.OUT), mode(WILD, Damage.QUORUM));
        return new FaultContext(
                cluster,
                cluster::view,
                () -> List.copyOf(cluster.view().streams().keySet()),
                () -> cluster.view().streams().keySet().stream().map(s -> s + "/c").toList(),
                () -> {
                    throw new UnsupportedOperationException("no leaders to move in a fake cluster");
                },
                new Catalog(List.of(), modes, Faults.types(), List.of(), List.of()),
                event -> {
                    events.add(event);
                    ear.accept(event);
                },
                new RunClock(),
                mixes);
    }

    /** What a driver is given. */
    public FaultContext context() {
        return context(event -> {});
    }

    private static MayhemMode mode(String name, Damage damage) {
        MayhemMode like = MayhemModes.all().getFirst();
        return new MayhemMode(name, like.line(), List.of(), like.startDelay(), damage, Set.of(), Set.of(), false);
    }

    /** A fault that hits one ordinal. */
    public static PlannedFault on(String id, String mode, String fault, int ordinal, int offset, int open, boolean waits) {
        return new PlannedFault(id, mode, fault, Role.ORDINAL, List.of(ordinal), Duration.ofMillis(offset),
                Duration.ofMillis(open), waits, 1);
    }

    /** A wait of the plan. */
    public static Step.Dwell dwell(int millis, PlannedFault... faults) {
        return new Step.Dwell(7, Duration.ofMillis(millis), List.of(faults));
    }

    /** Every event so far. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** How far a fault came, in order. */
    public List<FaultState> states(String id) {
        return faults(id).stream().map(Event.Fault::state).toList();
    }

    /** What was said of a fault, in order. */
    public List<Event.Fault> faults(String id) {
        return events.stream()
                .filter(Event.Fault.class::isInstance)
                .map(Event.Fault.class::cast)
                .filter(f -> f.id().equals(id))
                .toList();
    }
}
