package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;
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

    /** Where there is time for it, a fault that must come gets this much room to fall at another moment each time. */
    private static final Duration ROOM_TO_DRAW = Duration.ofMillis(500);

    /** Walks with many slow rolls outlast what the profile wants; so much of its time is spent dwelling all the same. */
    private static final double LEAST_DWELLING = 0.3;

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
        this.faults = new FaultSchedule(spec.faults(seed), catalog, spec.modes(), spec.burnIn());
        Duration fixed = fixed();
        Duration dwelling = dwelling(spec.burnIn(), fixed);
        List<Slot> roomy = slots(spec, faults, seed, ROOM_TO_DRAW);
        this.slots = floors(roomy).compareTo(dwelling) <= 0 ? roomy : slots(spec, faults, seed, Duration.ZERO);
        this.lengths = Timetable.lengths(slots, dwelling);
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

    private static Duration dwelling(Duration burnIn, Duration fixed) {
        Duration least = Duration.ofMillis((long) (burnIn.toMillis() * LEAST_DWELLING));
        Duration left = burnIn.minus(fixed);
        return left.compareTo(least) > 0 ? left : least;
    }

    private static Duration floors(List<Slot> slots) {
        return slots.stream().map(Slot::floor).reduce(Duration.ZERO, Duration::plus);
    }

    private static List<Slot> slots(CellSpec spec, FaultSchedule faults, long seed, Duration room) {
        Duration forFaults = faults.floor().plus(room);
        List<Slot> slots = new ArrayList<>();
        List<Leg> legs = spec.route().legs();
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            int sides = sides(leg.mix(), spec.route().pair()).size();
            int hit = spec.faults(seed).at("side", i).between(0, sides - 1);
            for (int side = 0; side < sides; side++) {
                boolean forced = faults.any() && leg.faults() && side == hit;
                Duration needed = i == 0 && side == 0 ? forFaults.plus(faults.delay()) : forFaults;
                Duration floor = forced && needed.compareTo(SHORTEST_DWELL) > 0 ? needed : SHORTEST_DWELL;
                slots.add(new Slot(i, side, forced, floor, leg.weight()));
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
            if (leg.mix().mixed()) {
                fixed = fixed.plus(Figures.LEAD.multipliedBy(sides(leg.mix(), spec.route().pair()).size()));
            }
        }
        return fixed;
    }

    private Duration cost(Move move) {
        return switch (move) {
            case Move.RollTo roll -> Figures.roll(spec.dimensions().stop());
            case Move.SwapAll swap -> Figures.COLD_SWAP;
            case Move.MetaTo meta -> Figures.LEAD_META;
            case Move.BeginRoll begin -> Figures.LEAD_META;
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
                    case Move.BeginRoll begin -> new Step.BeginRoll(next(), begin.ordinals());
                });
    }

    private void phase(int index, Leg leg) {
        int begin = steps.size() + 1;
        List<Step> inside = new ArrayList<>();
        for (String side : sides(leg.mix(), spec.route().pair())) {
            if (leg.mix().mixed()) {
                inside.add(new Step.Lead(
                        begin + inside.size() + 1, leg.mix().ordinals(side), Leads.onto(side)));
            }
            inside.add(dwell(begin + inside.size() + 1, leg.mix()));
        }
        boolean liveness = liveness();
        int least = liveness ? Load.least(inside, spec.dimensions().rate(), catalog) : 0;
        steps.add(new Step.BeginPhase(begin, index, leg.phase(), leg.mix(), liveness, least));
        steps.addAll(inside);
    }

    /** The releases that lead one after the other: the old one, the new one, and whatever else there is in a mix. */
    private static List<String> sides(Mix mix, ReleasePair pair) {
        return mix.releases().stream()
                .distinct()
                .sorted(Comparator.comparingInt(name -> rank(name, pair)))
                .toList();
    }

    private static int rank(String release, ReleasePair pair) {
        if (release.equals(pair.from())) {
            return 0;
        }
        return release.equals(pair.to()) ? 1 : 2;
    }

    private Step.Dwell dwell(int number, Mix mix) {
        Slot slot = slots.get(nextSlot);
        Duration length = lengths.get(nextSlot);
        nextSlot++;
        List<PlannedFault> drawn =
                faults.draw(new Place(number, slot, mix, spec.route().pair(), length));
        return new Step.Dwell(number, length, drawn);
    }

    /**
     * Not demanded when a single replica has no quorum to lose. A fault that breaks a quorum says so when it comes, and only
     * that time and the minute after it are not judged (SEMANTICS.md 2 and 6): the rest of a long cell is.
     */
    private boolean liveness() {
        return spec.dimensions().replicas() > 1 || spec.damage() == Damage.NONE;
    }

    private int next() {
        return steps.size() + 1;
    }
}
