package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;
import natscompat.platform.link.Pair;

/** All routes of its targets end at once, in the middle of a message where one is under way. */
public final class ResetRoutes implements Fault {
    private static final FaultType TYPE = new FaultType(
            "reset-routes", "resets the routes of its targets in the middle of a message", "2.9.0",
            Set.of("link-proxy"), Duration.ofSeconds(90), Damage.NONE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.LINKS);
    }

    @Override
    public Injection aim(Aim aim) {
        Set<Pair> pairs = new HashSet<>();
        aim.targets().forEach(target -> aim.cluster().servers().stream()
                .filter(other -> !other.equals(target))
                .map(Server::name)
                .forEach(other -> pairs.add(new Pair(target.name(), other))));
        return new Reset(Partitioned.layers(aim), pairs, new Replaced(aim.cluster().servers()));
    }

    private record Reset(LinkLayers links, Set<Pair> pairs, Impaired.Sight sight) implements Injection {
        @Override
        public void inject() {
            links.reset(pairs);
        }

        @Override
        public String observe() {
            return sight.bad();
        }

        @Override
        public void heal() {
            // Over at once: servers dial again by themselves.
        }

        @Override
        public String observeHealed() {
            return sight.good();
        }
    }
}
