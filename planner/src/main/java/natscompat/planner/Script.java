package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.planner.cost.Figures;
import natscompat.planner.draw.FaultSchedule;
import natscompat.planner.draw.Place;
import natscompat.planner.draw.Slot;
import natscompat.planner.draw.Timetable;
import natscompat.planner.walk.Leg;
import natscompat.planner.walk.Move;

/** Writes the steps of one cell down, one leg after the other. Used once, by one thread. */
final class Script {
    /** A dwell in which nothing has to happen is still long enough to see operations succeed. */
    private static final Duration SHORTEST_DWELL = Duration.ofSeconds(1);

    private final CellSpec spec;
    private final Catalog catalog;
    private final FaultSchedule faults;
    private final List<Slot> slots;
    private final List<Duration> lengths;
    private final Duration burnIn;
    private final List<Step> steps = new ArrayList<>();
    private int nextSlot;

    private Script(CellSpec spec, Catalog catalog, long seed) {
        this.spec = spec;
        this.catalog = catalog;
        this.faults = new FaultSchedule(spec.faults(seed), catalog, spec.modes());
        this.slots = slots(spec, faults, seed);
        Duration fixed = fixed();
        this.lengths = Timetable.lengths(slots, spec.burnIn().minus(fixed));
        this.burnIn = lengths.stream().reduce(fixed, Duration::plus);
    }

    static Script of(CellSpec spec, Catalog catalog, long seed) {
        Script script = new Script(spec, catalog, seed);
        script.write();
        return script;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** From the start of the workloads to settling, forecast. */
    Duration burnIn() {
        return burnIn;
    }

    private static List<Slot> slots(CellSpec spec, FaultSchedule faults, long seed) {
        List<Slot> slots = new ArrayList<>();
        List<Leg> legs = spec.route().legs();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            int halves = leg.mix().mixed() ? 2 : 1;
            int hit = spec.faults(seed).at("half", i).between(0, halves - 1);
            for (int half = 0; half < halves; half++) {
                boolean forced = faults.any() && leg.faults() && half == hit;
                Duration floor = forced && faults.floor().compareTo(SHORTEST_DWELL) > 0 ? faults.floor() : SHORTEST_DWELL;
                slots.add(new Slot(i, half, forced, floor, leg.weight()));
            }
        }
        return List.copyOf(slots);
    }

    /** What is not dwelling: moves and leads. */
    private Duration fixed() {
        Duration fixed = Duration.ZERO;
        for (Leg leg : spec.route().legs()) {
            for (Move move : leg.moves()) {
                fixed = fixed.plus(cost(move));
            }
            fixed = leg.mix().mixed() ? fixed.plus(Figures.LEAD.multipliedBy(2)) : fixed;
        }
        return fixed;
    }

    private Duration cost(Move move) {
        return switch (move) {
            case Move.RollTo roll -> spec.dimensions().stop() == StopStyle.SIGTERM ? Figures.ROLL : Figures.ROLL_LAME_DUCK;
            case Move.SwapAll swap -> Figures.COLD_SWAP;
            case Move.MetaTo meta -> Figures.LEAD_META;
        };
    }

    private void write() {
        steps.add(new Step.StartCluster(next(), spec.route().start()));
        steps.add(new Step.StartWorkloads(next(), spec.workloads()));
        List<Leg> legs = spec.route().legs();
        for (int i = 0; i < legs.size(); i++) {
            legs.get(i).moves().forEach(this::move);
            phase(i, legs.get(i));
        }
        steps.add(new Step.Settle(next()));
        steps.add(new Step.Check(next()));
        steps.add(new Step.Stop(next()));
    }

    private void move(Move move) {
        steps.add(
                switch (move) {
                    case Move.RollTo roll ->
                        new Step.Roll(
                                next(), roll.ordinal(), roll.release(), spec.dimensions().stop(), spec.impatient());
                    case Move.SwapAll swap ->
                        new Step.ColdSwap(next(), Mix.all(swap.release(), spec.dimensions().servers()));
                    case Move.MetaTo meta -> new Step.LeadMeta(next(), meta.ordinal());
                });
    }

    private void phase(int index, Leg leg) {
        int begin = steps.size();
        List<Step> inside = new ArrayList<>();
        if (leg.mix().mixed()) {
            inside.add(lead(begin + 2, leg.mix(), spec.route().pair().from()));
            inside.add(dwell(begin + 3, leg.mix()));
            inside.add(lead(begin + 4, leg.mix(), spec.route().pair().to()));
            inside.add(dwell(begin + 5, leg.mix()));
        } else {
            inside.add(dwell(begin + 2, leg.mix()));
        }
        boolean liveness = liveness();
        int least = liveness ? Load.least(inside, spec.dimensions().rate(), catalog) : 0;
        steps.add(new Step.BeginPhase(begin + 1, index, leg.phase(), leg.mix(), liveness, least));
        steps.addAll(inside);
    }

    private Step.Lead lead(int number, Mix mix, String release) {
        return new Step.Lead(number, mix.ordinals(release), Leads.onto(release));
    }

    private Step.Dwell dwell(int number, Mix mix) {
        Slot slot = slots.get(nextSlot);
        Duration length = lengths.get(nextSlot);
        nextSlot++;
        List<PlannedFault> drawn =
                faults.draw(new Place(number, slot, mix, spec.route().pair(), length));
        return new Step.Dwell(number, length, drawn);
    }

    /** Not demanded when a mode goes beyond what a quorum bears, or when a single replica has no quorum to lose. */
    private boolean liveness() {
        boolean single = spec.dimensions().replicas() == 1;
        Damage borne = single ? Damage.NONE : Damage.OUT;
        return spec.damage().compareTo(borne) <= 0;
    }

    private int next() {
        return steps.size() + 1;
    }
}
