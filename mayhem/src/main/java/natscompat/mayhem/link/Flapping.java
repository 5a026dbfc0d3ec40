package natscompat.mayhem.link;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** A bad contact: links that come and go within a heartbeat or two (1 s, facts: nats.md 3). */
public final class Flapping implements Fault {
    private static final FaultType TYPE = new FaultType(
            "flapping", "cuts its targets off and lets them back again and again", "2.9.0", Set.of("link-proxy"), Duration.ofSeconds(90), Damage.OUT);

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
        List<String> targets = aim.targets().stream().map(Server::name).toList();
        List<String> all = aim.cluster().servers().stream().map(Server::name).toList();
        Map<Pair, LinkPolicy> off = Cuts.off(targets, all);
        return new Changing(aim, count -> count % 2 == 0 ? off : Map.of(), off.keySet(),
                Duration.ofMillis(200), Duration.ofMillis(2000), Probe.between(aim));
    }
}
