package natscompat.planner.draw;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;
import natscompat.model.failure.Failure;
import natscompat.planner.cost.Figures;

/**
 * One rule of one mode: its faults follow each other.
 *
 * @param mode whose rule it is
 * @param index of the rule in its mode
 * @param rule how it is drawn
 * @param type the kind of fault
 */
record Lane(MayhemMode mode, int index, FaultRule rule, FaultType type) {
    /** Quiet time at the start of a dwell that is too short for more: leaders have just been moved. */
    static final Duration LEAD_IN = Duration.ofMillis(500);

    static List<Lane> of(List<MayhemMode> modes, Catalog catalog) {
        List<Lane> lanes = new ArrayList<>();
        for (MayhemMode mode : modes) {
            for (int i = 0; i < mode.rules().size(); i++) {
                FaultRule rule = mode.rules().get(i);
                lanes.add(new Lane(mode, i, rule, type(catalog, mode, rule)));
            }
        }
        return List.copyOf(lanes);
    }

    private static FaultType type(Catalog catalog, MayhemMode mode, FaultRule rule) {
        return catalog.fault(rule.fault())
                .orElseThrow(() -> Failure.bug(
                        "plan the faults of " + mode.name(),
                        "the catalogue has no fault " + rule.fault(),
                        "Add it to the list of faults, or mend the mode's rule."));
    }

    /** How long a target stays out after the heal. */
    Duration recovery() {
        return Figures.recovery(type.name(), type.damage());
    }

    /**
     * Whether it may have no other server out beside its own target: true unless its targets stay up, or its mode
     * declares that it goes beyond what a quorum bears (SEMANTICS.md 6).
     */
    boolean exclusive() {
        return type.damage() != Damage.NONE && mode.damage() != Damage.QUORUM;
    }

    /** Whether the next fault has to wait until the last victim is back. */
    boolean oneAfterTheOther() {
        return exclusive() || rule.waitsForRecovery();
    }

    /** Whether its faults stay open as long as they can. */
    boolean held() {
        return rule.rhythm() == FaultRule.Rhythm.HELD;
    }

    /** Whether it goes from one server to the next, in order. */
    boolean inTurn() {
        return rule.roles().equals(List.of(Role.ORDINAL));
    }

    /** The shortest dwell that has room for one. */
    Duration floor() {
        return LEAD_IN.plus(rule.openMin()).plus(recovery());
    }
}
