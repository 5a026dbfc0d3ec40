package natscompat.planner;

import java.time.Duration;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.planner.cost.Figures;

/** How much must succeed in a phase so that it proves anything. */
final class Load {
    /** A quarter of what was asked for: eight cells on two cores are slow at times, and slow is not broken. */
    private static final double SHARE = 0.25;

    private Load() {}

    /** The least ok operations of each workload: a share of the rate, for the time in which no server is out. */
    static int least(List<Step> phase, int rate, Catalog catalog) {
        double seconds = 0;
        for (Step step : phase) {
            if (step instanceof Step.Dwell dwell) {
                seconds += Math.max(0, dwell.time().minus(out(dwell.faults(), catalog)).toMillis() / 1000.0);
            }
        }
        return Math.max(1, (int) (rate * seconds * SHARE));
    }

    private static Duration out(List<PlannedFault> faults, Catalog catalog) {
        Duration out = Duration.ZERO;
        for (PlannedFault fault : faults) {
            Damage damage = catalog.fault(fault.fault()).orElseThrow().damage();
            out = damage == Damage.NONE
                    ? out
                    : out.plus(fault.open()).plus(Figures.recovery(fault.fault(), damage));
        }
        return out;
    }
}
