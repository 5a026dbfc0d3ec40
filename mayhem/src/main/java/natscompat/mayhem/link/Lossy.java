package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** Lost packets reach a server as stalls of 200 ms and more on a connection that lives on (SEMANTICS.md 6). */
public final class Lossy implements Fault {
    private static final FaultType TYPE = new FaultType(
            "lossy-link", "loses 1-9 % of the packets that its targets send; TCP repeats them", "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.NONE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of();
    }

    @Override
    public Injection aim(Aim aim) {
        Map<Pair, LinkPolicy> layer = new HashMap<>();
        aim.targets().forEach(target -> layer.putAll(Sent.by(target, aim, LinkPolicy.lossy(
                aim.draws().at("server", target.ordinal()).between(1, 9) / 100.0))));
        Set<Pair> routes = new HashSet<>(layer.keySet());
        routes.removeIf(pair -> pair.to().equals(Pair.CLIENTS));
        Probe probe = Probe.between(aim);
        Predicate<String> runs = Partitioned.runs(aim);
        return new Impaired(aim, layer, new Both(
                new Counted(Partitioned.layers(aim), layer, Deed.LOST, runs, probe::stir),
                Times.of(probe, routes, 0, Duration.ofMillis(150), false, runs, Partitioned.layers(aim)::cut)));
    }
}
