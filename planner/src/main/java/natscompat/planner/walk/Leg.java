package natscompat.planner.walk;

import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.RollOrder;

/**
 * A part of a walk: some moves, then one phase in which the workloads run on a mix.
 *
 * @param moves what leads to the mix; empty for the mix that the cluster starts with
 * @param mix what runs then
 * @param note what people should know beside the mix, or empty
 * @param faults whether each mode must have a fault in this phase (a mix that comes twice in a row needs it once)
 * @param weight its share of the time: each dwell of the phase gets so many parts
 */
public record Leg(List<Move> moves, Mix mix, String note, boolean faults, int weight) {
    /** A usual share of the time. */
    public static final int USUAL = 2;

    /** A short look. */
    public static final int SHORT = 1;

    /** Copies the list. */
    public Leg {
        moves = List.copyOf(moves);
    }

    /** A phase with faults and a usual share of the time. */
    public static Leg to(Mix mix, Move... moves) {
        return new Leg(List.of(moves), mix, "", true, USUAL);
    }

    /** This leg with the moves of one order of rolls. */
    Leg in(RollOrder order) {
        return new Leg(moves.stream().filter(move -> move.in(order)).toList(), mix, note, faults, weight);
    }

    /** What people read as the name of the phase. */
    public String phase() {
        return note.isEmpty() ? mix.toString() : mix + ", " + note;
    }
}
