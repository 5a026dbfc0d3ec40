package natscompat.planner.walk;

import java.util.List;
import java.util.Optional;

/** The list of walks, in the order in which people see them. */
public final class Walks {
    /** The walk that tells a broken store from a broken mix. */
    public static final String COLD_SWAP = "cold-swap";

    private static final List<Walk> ALL = List.of(
            new Upgrade(), new Downgrade(), new HalfWayAndBack(), new StaticMix(), new ColdSwap(), new SkipAMinor());

    private Walks() {}

    /** All of them. */
    public static List<Walk> all() {
        return ALL;
    }

    /** The walk of that name; {@code static-1-new} is found as {@code static}. */
    public static Optional<Walk> named(String name) {
        String kind = name.startsWith(StaticMix.NAME + "-") ? StaticMix.NAME : name;
        return ALL.stream().filter(walk -> walk.name().equals(kind)).findFirst();
    }
}
