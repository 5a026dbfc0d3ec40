package natscompat.planner.walk;

import java.util.List;
import java.util.Set;
import natscompat.model.plan.ReleasePair;
import natscompat.model.release.ServerVersion;

/** A rolling upgrade over at least one release line that lies between: the same steps under a name of its own. */
record SkipAMinor() implements Walk {
    @Override
    public String name() {
        return "skip-a-minor";
    }

    @Override
    public String line() {
        return "the rolling upgrade between releases that have a whole release line between them";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        return List.of(Upgrade.route(name(), pair, servers));
    }

    @Override
    public boolean fits(ServerVersion from, ServerVersion to) {
        return ReleaseLines.between(from, to) > 0;
    }

    @Override
    public Set<String> insteadOf() {
        return Set.of(Upgrade.NAME);
    }
}
