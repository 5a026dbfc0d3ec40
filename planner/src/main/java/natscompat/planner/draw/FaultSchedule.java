package natscompat.planner.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.FaultRule.Rhythm;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Draws;

/**
 * All faults of one cell, dwell by dwell. Each mode draws by its own name, so a mode that is joined to another one does
 * not move its draws. Faults that take a server out get a part of the dwell of their own, so that only one fault of this kind is
 * open or recovering at a time; on five servers it is two, which a run lets happen where every group bears it. Faults that
 * are held open share the dwell, too. Made anew for each cell; not for use from several threads.
 */
public final class FaultSchedule {
    /** A rule without quiet and open times still makes a pause between two faults. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

    private final Draws draws;
    private final List<Lane> lanes;
    private final List<Duration> timers;
    /** How many faults with the role ORDINAL each lane has had: these go through the servers in turn. */
    private final Map<String, Integer> turns = new HashMap<>();

    /**
     * The schedule of one cell.
     *
     * @param draws belong to (pair, walk) alone
     * @param load how long the cell is to be under load
     */
    public FaultSchedule(Draws draws, Catalog catalog, List<MayhemMode> modes, Duration load) {
        this.draws = draws;
        this.lanes = Lane.of(modes, catalog);
        this.timers = Stays.timers(catalog, load);
    }

    /** Whether there is anything to draw. */
    public boolean any() {
        return !lanes.isEmpty();
    }

    /** The shortest dwell in which each rule of each mode has room for one fault. */
    public Duration floor() {
        Duration besides = lanes.stream()
                .filter(lane -> !lane.exclusive())
                .map(Lane::floor)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration exclusive = exclusiveFloor();
        return besides.compareTo(exclusive) > 0 ? besides : exclusive;
    }

    /**
     * The shortest dwell in which faults can last about as long as the longest timer that they may, and scripts as long as
     * they go; zero where neither is wanted.
     */
    public Duration room() {
        long all = exclusiveFloor().toMillis();
        return lanes.stream()
                .map(lane -> lane.exclusive()
                        ? Stays.room(lane, timers).multipliedBy(all).dividedBy(lane.floor().toMillis())
                        : Stays.room(lane, timers))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** How much longer the first dwell of a cell has to be: its faults come after the start delay of their modes. */
    public Duration delay() {
        Duration most = lanes.stream()
                .map(lane -> lane.mode().startDelay())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return longer(most.minus(Lane.LEAD_IN), Duration.ZERO);
    }

    /** The faults of one dwell, ids in the order of the offsets. */
    public List<PlannedFault> draw(Place place) {
        List<PlannedFault> drawn = new ArrayList<>();
        int tracks = Math.max(1, (place.mix().size() - 1) / 2);
        for (int track = 0; track < tracks; track++) {
            drawn.addAll(exclusive(place, track));
        }
        List<Lane> held = lanes.stream().filter(lane -> !lane.exclusive() && lane.held()).toList();
        Duration from = from(place);
        for (int i = 0; i < held.size(); i++) {
            Duration part = place.length().minus(from).dividedBy(held.size());
            drawn.addAll(lane(held.get(i), place,
                    new Stretch(from.plus(part.multipliedBy(i)), from.plus(part.multipliedBy(i + 1L)), 0)));
        }
        lanes.stream()
                .filter(lane -> !lane.exclusive() && !lane.held())
                .forEach(lane -> drawn.addAll(lane(lane, place, new Stretch(from, place.length(), 0))));
        drawn.sort(Comparator.comparing(PlannedFault::offset).thenComparing(PlannedFault::mode));
        return FaultIds.renumbered(drawn, place.step());
    }

    /** What comes before is left alone; no longer than what a dwell of the least length can spare. */
    private Duration from(Place place) {
        return place.first() ? delay() : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * A part of a dwell.
     *
     * @param track faults of different tracks may be open at one time
     */
    private record Stretch(Duration from, Duration to, int track) {}

    /** One lane after the other; each track begins with another one. What goes round the servers has one track. */
    private List<PlannedFault> exclusive(Place place, int track) {
        List<Lane> turn = new ArrayList<>(lanes.stream().filter(Lane::exclusive).toList());
        Collections.rotate(turn, -track);
        List<PlannedFault> drawn = new ArrayList<>();
        long all = exclusiveFloor().toMillis();
        Duration from = from(place);
        long length = place.length().minus(from).toMillis();
        for (Lane lane : turn) {
            Duration to = from.plusMillis(length * lane.floor().toMillis() / all);
            if (track == 0 || !lane.inTurn()) {
                drawn.addAll(lane(lane, place, new Stretch(from, to, track)));
            }
            from = to;
        }
        return drawn;
    }

    private Duration exclusiveFloor() {
        return lanes.stream().filter(Lane::exclusive).map(Lane::floor).reduce(Duration.ZERO, Duration::plus);
    }

    private List<PlannedFault> lane(Lane lane, Place place, Stretch stretch) {
        Draws first = draws.at(
                lane.mode().name(), place.slot().leg(), place.slot().side(), lane.rule().fault(), lane.index());
        Draws own = stretch.track() == 0 ? first : first.at("track", stretch.track());
        Window window = new Window(lane, stretch.from(), stretch.to(), own);
        Duration quietFrom = place.first() ? longer(stretch.from(), lane.mode().startDelay()) : stretch.from();
        boolean forced = place.slot().forced() && stretch.track() == 0;
        // A second server that stays away for long would keep every other fault from coming.
        Stays stays = new Stays(lane, stretch.track() == 0 ? timers : List.of(), stretch.to().minus(quietFrom));
        List<PlannedFault> faults = new ArrayList<>();
        for (int count = 0; ; count++) {
            Optional<Window.Span> found =
                    lane.held() ? window.held(quietFrom) : window.next(quietFrom, count, forced && count == 0, stays);
            if (found.isEmpty()) {
                return faults;
            }
            Window.Span span = found.get();
            faults.add(fault(lane, place, span, own.at(count)));
            if (lane.rule().rhythm() != Rhythm.REPEATED) {
                return faults;
            }
            Duration out = lane.oneAfterTheOther() ? lane.recovery() : Duration.ZERO;
            Duration next = span.at().plus(span.open()).plus(out);
            Duration least = span.at().plus(SHORTEST_PAUSE);
            quietFrom = next.compareTo(least) > 0 ? next : least;
        }
    }

    private PlannedFault fault(Lane lane, Place place, Window.Span span, Draws own) {
        Roles.Aim aim = Roles.draw(lane.rule().roles(), place, own.at("role"));
        List<Integer> ordinals = aim.role() == Role.ORDINAL ? List.of(turn(lane, place.mix().size())) : aim.ordinals();
        return new PlannedFault(
                "",
                lane.mode().name(),
                lane.rule().fault(),
                aim.role(),
                ordinals,
                span.at(),
                span.open(),
                lane.rule().waitsForRecovery(),
                own.at("draw").random().nextLong());
    }

    /** One server after the other, from the highest ordinal down, round and round through the whole cell. */
    private int turn(Lane lane, int servers) {
        int before = turns.merge(lane.mode().name() + "/" + lane.index(), 1, Integer::sum) - 1;
        return servers - 1 - before % servers;
    }
}
