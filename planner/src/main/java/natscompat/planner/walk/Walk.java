package natscompat.planner.walk;

import java.util.List;
import java.util.Set;
import natscompat.model.catalog.Listed;
import natscompat.model.plan.ReleasePair;
import natscompat.model.release.ServerVersion;

/** A kind of walk. A new one gets a class here and a line in {@link Walks}. */
public interface Walk extends Listed {
    /** Its routes through this pair on so many servers; most walks have one. */
    List<Route> routes(ReleasePair pair, int servers);

    /** Whether it makes sense between these versions. */
    default boolean fits(ServerVersion from, ServerVersion to) {
        return true;
    }

    /** The walks that would do the same and are left out for a pair that this one {@link #fits}. */
    default Set<String> insteadOf() {
        return Set.of();
    }
}
