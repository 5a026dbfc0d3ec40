package natscompat.model.catalog;

import java.time.Duration;
import java.util.Optional;

/**
 * How often faults come, where people say it themselves.
 *
 * @param least shortest quiet time before a fault
 * @param most longest quiet time before a fault; the same as {@code least} for a fixed schedule
 */
public record Pace(Duration least, Duration most) {
    /** The catalogue with modes that go by these; faults that come once or are held in each wait are not moved. */
    public static Catalog applied(Catalog catalog, Optional<Pace> interval, Optional<Duration> startDelay) {
        return new Catalog(
                catalog.workloads(),
                catalog.modes().stream().map(mode -> mode(mode, interval, startDelay)).toList(),
                catalog.faults(),
                catalog.checks(),
                catalog.promises());
    }

    private static MayhemMode mode(MayhemMode mode, Optional<Pace> interval, Optional<Duration> startDelay) {
        return new MayhemMode(
                mode.name(),
                mode.line(),
                mode.rules().stream().map(rule -> interval.map(pace -> pace.rule(rule)).orElse(rule)).toList(),
                startDelay.orElse(mode.startDelay()),
                mode.damage(),
                mode.needs(),
                mode.excludes(),
                mode.inAll());
    }

    private FaultRule rule(FaultRule rule) {
        return rule.rhythm() == FaultRule.Rhythm.REPEATED
                ? new FaultRule(rule.fault(), rule.roles(), rule.rhythm(), least, most, rule.openMin(), rule.openMax(),
                        rule.waitsForRecovery(), rule.nearTimers())
                : rule;
    }
}
