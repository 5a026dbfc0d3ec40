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
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.Links.LinkState;
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
        LinkLayers links = Partitioned.layers(aim);
        return new Reset(links, pairs, done(links, pairs), new Replaced(aim.targets()),
                new Routed(aim.cluster().servers(), links::cut));
    }

    /** What was done to the connections of these directions so far, both ways. */
    private static LinkCounts done(LinkLayers links, Set<Pair> pairs) {
        return links.look().values().stream()
                .filter(state -> pairs.contains(state.pair()) || pairs.contains(state.pair().back()))
                .map(LinkState::done)
                .reduce(LinkCounts.NONE, LinkCounts::plus);
    }

    private record Reset(LinkLayers links, Set<Pair> pairs, LinkCounts before, Replaced replaced, Routed routed)
            implements Injection {
        @Override
        public void inject() {
            links.reset(pairs);
        }

        @Override
        public String observe() {
            long halved = done(links, pairs).since(before).halved();
            if (halved == 0) {
                throw new IllegalStateException("no connection was ended in the middle of a message (link proxy)");
            }
            return halved + " ended in the middle of a message (link proxy); " + replaced.seen();
        }

        @Override
        public void heal() {
            // Over at once: servers dial again by themselves.
        }

        @Override
        public String observeHealed() {
            return routed.good();
        }
    }
}
