package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.plan.Dimensions;
import natscompat.model.time.Draws;
import natscompat.planner.walk.Route;

/**
 * A cell before its steps are made.
 *
 * @param route its path of mixes
 * @param modes its modes, in the order typed
 * @param workloads names
 * @param dimensions everything else
 * @param burnIn time under load that it should have
 */
record CellSpec(Route route, List<MayhemMode> modes, List<String> workloads, Dimensions dimensions, Duration burnIn) {
    /** The mode that restarts impatiently has no faults: it changes the rolls (SEMANTICS.md 4). */
    private static final String IMPATIENT = "impatient-roll";
    /** The fault that flips bits on the way. */
    private static final String FALSIFYING = "broken-wire";
    /** The fault that scales a stream, to one replica as well. */
    private static final String SCALING = "scale-stream";
    /** More names than these make no name of a folder. */
    private static final int MOST_NAMED = 4;

    String mayhem() {
        return modes.stream().map(MayhemMode::name).collect(Collectors.joining("+"));
    }

    String slug() {
        return route.walk() + "-" + (modes.size() > MOST_NAMED ? modes.size() + "-modes" : mayhem().replace("+", "-and-"));
    }

    boolean impatient() {
        return modes.stream().anyMatch(mode -> mode.name().equals(IMPATIENT));
    }

    /** Whether its only mode changes how servers are rolled and the walk rolls none: the same as {@code none}. */
    boolean idle() {
        return modes.size() == 1 && impatient() && !route.rolls();
    }

    /** The worst that the modes declare. */
    Damage damage() {
        return modes.stream().map(MayhemMode::damage).max(Damage::compareTo).orElse(Damage.NONE);
    }

    /** Everything that the modes declare: the worst of them does not say what else there is. */
    Set<Damage> damages() {
        return modes.stream().map(MayhemMode::damage).collect(Collectors.toSet());
    }

    /** Whether what servers send to each other is falsified: NATS promises nothing of it then (SEMANTICS.md 6). */
    boolean falsified() {
        return has(FALSIFYING);
    }

    /** Whether streams have fewer replicas for a while than they were made with. */
    boolean scalesDown() {
        return has(SCALING);
    }

    private boolean has(String fault) {
        return rules().stream().anyMatch(rule -> rule.fault().equals(fault));
    }

    /** Rules of all modes. */
    List<FaultRule> rules() {
        return modes.stream().flatMap(mode -> mode.rules().stream()).toList();
    }

    /** Draws for its faults: the modes add their own names, so joined modes draw as they do alone. */
    Draws faults(long seed) {
        return Draws.of(seed).at("faults", route.pair().from(), route.pair().to(), route.walk());
    }

    /** The seed of its workloads; cells of the same pair, walk and mode have the same in every plan of this run seed. */
    long seed(long seed) {
        // Without its sign bit: people copy it.
        return Draws.of(seed)
                        .at("cell", route.pair().from(), route.pair().to(), route.walk(), mayhem())
                        .random()
                        .nextLong()
                >>> 1;
    }
}
