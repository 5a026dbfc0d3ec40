package natscompat.planner.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.catalog.Catalog;
import natscompat.model.time.Draws;

/**
 * Faults of one lane in one dwell that last a little less or a little more than a timer, so that servers stay away about as long
 * as the wait for an acknowledgement, the sync interval or the duplicate window. Each timer has its turn once, every other time
 * that one fits, and all of them together take two thirds of the time at most: a release has to be seen at work in every mix.
 * Used once, by one thread.
 */
final class Stays {
    /** What lasts less than several minutes has no time for it. */
    private static final Duration LONG_CELL = Duration.ofMinutes(4);

    /**
     * Timers of servers as they are configured (facts: nats.md 3): a silent catch-up is given up and idle blocks are closed;
     * what was written is synced. No longer ones: after 150 s a silent server counts as gone.
     */
    private static final List<Duration> OF_SERVERS = List.of(Duration.ofSeconds(30), Duration.ofMinutes(2));

    private static final double HOW_OFTEN = 0.5;
    private static final int TENTH = 10;
    private static final int HUNDREDTH = 100;
    private static final int SHARE = 2;
    private static final int OF = 3;

    private final Lane lane;
    private final List<Duration> waiting;
    private Duration left;

    /**
     * None yet.
     *
     * @param timers of the cell
     * @param time that the lane has in the dwell
     */
    Stays(Lane lane, List<Duration> timers, Duration time) {
        this.lane = lane;
        this.waiting = new ArrayList<>(possible(lane, timers));
        this.left = time.multipliedBy(SHARE).dividedBy(OF);
    }

    /**
     * The timers worth meeting in a cell with so much time under load, shortest first; none in a short one. They are those of
     * all workloads that there are, so that one workload less moves no fault.
     */
    static List<Duration> timers(Catalog catalog, Duration load) {
        if (load.compareTo(LONG_CELL) < 0) {
            return List.of();
        }
        return Stream.concat(catalog.workloads().stream().flatMap(type -> type.timers().stream()), OF_SERVERS.stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The least time in which a lane can meet the longest timer that its faults may last, or have a script's whole length; zero
     * where it can do neither.
     */
    static Duration room(Lane lane, List<Duration> timers) {
        if (wholeOf(lane) && !timers.isEmpty()) {
            return lane.rule().quietMax().plus(lane.rule().openMax()).plus(lane.recovery());
        }
        return possible(lane, timers).stream()
                .map(timer -> most(timer).plus(lane.recovery()).multipliedBy(OF).dividedBy(SHARE))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static List<Duration> possible(Lane lane, List<Duration> timers) {
        return lane.rule().nearTimers() && lane.exclusive()
                ? timers.stream().filter(timer -> most(timer).compareTo(lane.type().longest()) <= 0).toList()
                : List.of();
    }

    /** A script that stops a quorum has a length of its own, and no timer to meet. */
    private static boolean wholeOf(Lane lane) {
        return lane.rule().nearTimers() && !lane.exclusive();
    }

    private static Duration most(Duration timer) {
        return timer.plus(timer.dividedBy(TENTH));
    }

    /**
     * How long the next fault stays open if it is to be about as long as a timer, or a script as long as it goes.
     *
     * @param room the longest that it may
     */
    Optional<Duration> next(Draws draws, Duration room) {
        if (wholeOf(lane)) {
            return Optional.of(lane.rule().openMax()).filter(whole -> whole.compareTo(room) <= 0);
        }
        List<Duration> fit = waiting.stream()
                .filter(timer -> most(timer).compareTo(room) <= 0)
                .filter(timer -> most(timer).plus(lane.recovery()).compareTo(left) <= 0)
                .toList();
        if (fit.isEmpty() || !draws.at("near").happens(HOW_OFTEN)) {
            return Optional.empty();
        }
        // The longest one fits in few dwells, so it comes first in half of them.
        Duration timer = draws.at("longest").happens(HOW_OFTEN) ? fit.getLast() : draws.at("timer").pick(fit);
        Duration off = draws.at("off").between(timer.dividedBy(HUNDREDTH), timer.dividedBy(TENTH));
        Duration stay = draws.at("above").happens(HOW_OFTEN) ? timer.plus(off) : timer.minus(off);
        waiting.remove(timer);
        left = left.minus(stay).minus(lane.recovery());
        return Optional.of(stay);
    }
}
