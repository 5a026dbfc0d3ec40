package natscompat.mayhem.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

/** A partition that moves on before an election is over (4-9 s, facts: nats.md 3). */
public final class MovingPartition implements Fault {
    private static final FaultType TYPE = new FaultType(
            "moving-partition", "cuts one server off after the other, each for a short while", "2.9.0", Set.of("link-proxy"), Duration.ofSeconds(90), Damage.QUORUM);

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
        List<String> order =
                aim.draws().at("order").shuffled(aim.cluster().servers().stream().map(Server::name).toList());
        return new Changing(aim, count -> Cuts.off(List.of(order.get(count % order.size())), order),
                Cuts.each(order).keySet(), Duration.ofMillis(1500), Duration.ofMillis(4500), Probe.between(aim));
    }
}
