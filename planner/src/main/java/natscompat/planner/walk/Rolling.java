package natscompat.planner.walk;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Mix;

/** Rolling moves that several walks are made of: highest ordinal first, the meta leader on the server rolled last. */
final class Rolling {
    /** Kubernetes rolls a StatefulSet from the highest ordinal down, so this one is the last (facts/nats.md 4.1). */
    static final int LAST = 0;

    private Rolling() {}

    /** One leg for each server from {@code highest} down to {@code lowest}. */
    static List<Leg> down(Mix start, int highest, int lowest, String release) {
        List<Leg> legs = new ArrayList<>();
        Mix mix = start;
        for (int ordinal = highest; ordinal >= lowest; ordinal--) {
            mix = mix.with(ordinal, release);
            // Again before each roll: leads and faults in between have moved the meta leader away.
            legs.add(Leg.to(mix, new Move.MetaTo(LAST), new Move.RollTo(ordinal, release)));
        }
        return legs;
    }

    /** One leg for each server from {@code lowest} up to {@code highest}: the way back of {@link #down}. */
    static List<Leg> up(Mix start, int lowest, int highest, String release) {
        List<Leg> legs = new ArrayList<>();
        Mix mix = start;
        for (int ordinal = lowest; ordinal <= highest; ordinal++) {
            mix = mix.with(ordinal, release);
            legs.add(Leg.to(mix, new Move.MetaTo(LAST), new Move.RollTo(ordinal, release)));
        }
        return legs;
    }

    /** Every server restarted once more: some bugs show on the second restart only (SEMANTICS.md 4). */
    static Leg again(Mix mix) {
        List<Move> moves = new ArrayList<>();
        moves.add(new Move.MetaTo(LAST));
        for (int ordinal = mix.size() - 1; ordinal >= 0; ordinal--) {
            moves.add(new Move.RollTo(ordinal, mix.release(ordinal)));
        }
        return new Leg(moves, mix, "restarted once more", false, Leg.SHORT);
    }
}
