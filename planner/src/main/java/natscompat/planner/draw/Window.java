package natscompat.planner.draw;

import java.time.Duration;
import java.util.Optional;
import natscompat.model.time.Draws;

/**
 * The part of a dwell in which the faults of one lane lie, recovery included.
 *
 * @param lane whose faults
 * @param from its start, from the start of the dwell
 * @param to its end: every victim is back by then
 * @param draws of this lane in this dwell
 */
record Window(Lane lane, Duration from, Duration to, Draws draws) {
    /** When a fault is injected and how long it stays open. */
    record Span(Duration at, Duration open) {}

    /** Open all the time from then on, as far as its targets can be back at the end. */
    Optional<Span> held(Duration quietFrom) {
        Duration open = shorter(lane.type().longest(), to.minus(quietFrom).minus(lane.recovery()));
        return open.isPositive() ? Optional.of(new Span(quietFrom, open)) : Optional.empty();
    }

    /** The next one after a quiet time. One that must be there takes an earlier place when the quiet time is too long. */
    Optional<Span> next(Duration quietFrom, int count, boolean must, Stays stays) {
        Draws own = draws.at(count);
        Duration quiet = own.at("quiet").between(lane.rule().quietMin(), lane.rule().quietMax());
        Duration at = quietFrom.plus(quiet);
        Duration drawn = stays.next(own.at("stay"), to.minus(at).minus(lane.recovery()))
                .orElseGet(() -> Limits.draw(own.at("open"), lane.rule().openMin(), lane.rule().openMax()));
        Span span = new Span(at, shorter(lane.type().longest(), drawn));
        if (end(span).compareTo(to) <= 0) {
            return Optional.of(span);
        }
        return must ? Optional.of(squeezed(quietFrom, span.open(), own.at("squeezed"))) : Optional.empty();
    }

    private Span squeezed(Duration quietFrom, Duration wanted, Draws own) {
        Duration earliest = longer(from.plus(Lane.LEAD_IN), quietFrom);
        Duration room = to.minus(earliest).minus(lane.recovery());
        Duration open = shorter(wanted, longer(room, lane.rule().openMin()));
        Duration latest = to.minus(lane.recovery()).minus(open);
        if (latest.compareTo(from) < 0) {
            throw new IllegalStateException("a dwell is below the floor of " + lane.mode().name());
        }
        return new Span(own.between(shorter(earliest, latest), latest), open);
    }

    private Duration end(Span span) {
        return span.at().plus(span.open()).plus(lane.recovery());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
