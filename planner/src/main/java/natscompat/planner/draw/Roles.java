package natscompat.planner.draw;

import java.util.List;
import natscompat.model.catalog.Role;
import natscompat.model.time.Draws;

/** Draws what a fault aims at, among what there is in the mix. */
final class Roles {
    private Roles() {}

    /** A role and, for OLD and NEW, the servers that have it in the subject (a control aims at the same ones). */
    record Aim(Role role, List<Integer> ordinals) {}

    static Aim draw(List<Role> roles, Place place, Draws draws) {
        List<Role> there = roles.stream().filter(role -> there(role, place)).toList();
        Role role = there.isEmpty() ? Role.ANY : draws.pick(there);
        return new Aim(role, ordinals(role, place));
    }

    private static boolean there(Role role, Place place) {
        return switch (role) {
            case OLD, NEW -> place.mix().mixed() && !ordinals(role, place).isEmpty();
            case STREAM_LEADER, CONSUMER_LEADER, META_LEADER, FOLLOWER, MINORITY, MAJORITY, SUBSET, ALL, ANY, ORDINAL -> true;
        };
    }

    private static List<Integer> ordinals(Role role, Place place) {
        return switch (role) {
            case OLD -> place.mix().ordinals(place.pair().from());
            case NEW -> place.mix().ordinals(place.pair().to());
            case STREAM_LEADER, CONSUMER_LEADER, META_LEADER, FOLLOWER, MINORITY, MAJORITY, SUBSET, ALL, ANY, ORDINAL ->
                List.of();
        };
    }
}
