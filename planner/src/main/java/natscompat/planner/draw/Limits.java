package natscompat.planner.draw;

import java.time.Duration;
import java.util.List;
import natscompat.model.time.Draws;

/**
 * Draws how long a fault stays open, every other time near one of NATS's own limits, where just under and just over make the
 * difference (facts: nats.md 3). Stateless.
 */
final class Limits {
    /**
     * Shortest and longest election, lost quorum, a catch-up that is given up, sync interval and duplicate window, as far as a rule
     * goes that far by itself; see {@link Stays} for what is there beyond it.
     */
    private static final List<Duration> OF_NATS = List.of(
            Duration.ofSeconds(4), Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(30),
            Duration.ofSeconds(120));

    private static final double HOW_OFTEN = 0.5;
    private static final int TENTH = 10;

    private Limits() {}

    static Duration draw(Draws draws, Duration least, Duration most) {
        List<Duration> there = OF_NATS.stream()
                .filter(limit -> limit.compareTo(least) >= 0 && limit.compareTo(most) <= 0)
                .toList();
        if (there.isEmpty() || !draws.at("near").happens(HOW_OFTEN)) {
            return draws.between(least, most);
        }
        Duration limit = draws.at("limit").pick(there);
        Duration tenth = limit.dividedBy(TENTH);
        Duration about = draws.at("about").between(limit.minus(tenth), limit.plus(tenth));
        return about.compareTo(least) < 0 ? least : about.compareTo(most) > 0 ? most : about;
    }
}
