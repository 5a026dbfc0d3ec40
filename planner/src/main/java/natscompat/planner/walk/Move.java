package natscompat.planner.walk;

import java.util.List;
import natscompat.model.plan.RollOrder;

/** One change on the way from a mix to the next. */
public sealed interface Move {
    /** One server is restarted on a release, with its store. */
    record RollTo(int ordinal, String release) implements Move {}

    /** Every server is stopped, then started on the release, with the same stores. */
    record SwapAll(String release) implements Move {}

    /** The meta leader is moved onto the server that is rolled last. */
    record MetaTo(int ordinal) implements Move {}

    /** A roll through these servers begins, with the one that leads the meta group. */
    record BeginRoll(List<Integer> ordinals) implements Move {}

    /** Whether it is made when rolls have that order. */
    default boolean in(RollOrder order) {
        return switch (this) {
            case RollTo roll -> true;
            case SwapAll swap -> true;
            case MetaTo meta -> order == RollOrder.HIGHEST_FIRST;
            case BeginRoll begin -> order == RollOrder.LEADER_FIRST;
        };
    }
}
