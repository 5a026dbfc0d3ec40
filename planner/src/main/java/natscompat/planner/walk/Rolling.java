package natscompat.planner.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import natscompat.model.plan.Mix;

/**
 * Rolling moves that several walks are made of, for every order: highest ordinal first with the meta leader on the server
 * rolled last, or the meta leader first, in the place of the highest ordinal ({@link Route#in}).
 */
final class Rolling {
    /** Kubernetes rolls a StatefulSet from the highest ordinal down, so this one is the last (facts/nats.md 4.1). */
    static final int LAST = 0;

    private Rolling() {}

    /** One leg for each server from {@code highest} down to {@code lowest}. */
    static List<Leg> down(Mix start, int highest, int lowest, String release) {
        return legs(start, downwards(highest, lowest), release);
    }

    /** One leg for each server from {@code lowest} up to {@code highest}: the way back of {@link #down}. */
    static List<Leg> up(Mix start, int lowest, int highest, String release) {
        return legs(start, downwards(highest, lowest).reversed(), release);
    }

    private static List<Leg> legs(Mix start, List<Integer> ordinals, String release) {
        List<Leg> legs = new ArrayList<>();
        Mix mix = start;
        for (int ordinal : ordinals) {
            mix = mix.with(ordinal, release);
            List<Move> moves = new ArrayList<>();
            if (legs.isEmpty()) {
                moves.add(new Move.BeginRoll(ordinals));
            }
            // Again before each roll: leads and faults in between have moved the meta leader away.
            moves.add(new Move.MetaTo(LAST));
            moves.add(new Move.RollTo(ordinal, release));
            legs.add(Leg.to(mix, moves.toArray(Move[]::new)));
        }
        return legs;
    }

    /** Every server restarted once more: some bugs show on the second restart only (SEMANTICS.md 4). */
    static Leg again(Mix mix) {
        List<Integer> ordinals = downwards(mix.size() - 1, 0);
        List<Move> moves = new ArrayList<>();
        moves.add(new Move.BeginRoll(ordinals));
        moves.add(new Move.MetaTo(LAST));
        ordinals.forEach(ordinal -> moves.add(new Move.RollTo(ordinal, mix.release(ordinal))));
        return new Leg(moves, mix, "restarted once more", false, Leg.SHORT);
    }

    private static List<Integer> downwards(int highest, int lowest) {
        return IntStream.rangeClosed(lowest, highest).boxed().toList().reversed();
    }
}
