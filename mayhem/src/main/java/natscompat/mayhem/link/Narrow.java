package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
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

/** A thin line: a message of 64 KiB takes 0.1 to 1 s. */
public final class Narrow implements Fault {
    private static final int MESSAGE = 64 << 10;
    private static final FaultType TYPE = new FaultType(
            "narrow-link", "lets 64-512 KiB a second through of what its targets send", "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.NONE);

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
        aim.targets().forEach(target -> {
            long rate = aim.draws().at("server", target.ordinal()).between(64, 512) * 1024L;
            layer.putAll(Sent.by(target, aim, LinkPolicy.limited(rate)));
        });
        Map.Entry<Pair, LinkPolicy> narrowest = layer.entrySet().stream()
                .filter(entry -> !entry.getKey().to().equals(Pair.CLIENTS))
                .min(Comparator.comparingLong(entry -> entry.getValue().bytesPerSecond()))
                .orElseThrow();
        Duration late = Duration.ofMillis(MESSAGE * 500L / narrowest.getValue().bytesPerSecond());
        Probe probe = Probe.between(aim);
        Predicate<String> runs = Partitioned.runs(aim);
        return new Impaired(aim, layer, new Both(
                new Counted(Partitioned.layers(aim), layer, Deed.NARROWED, runs, probe::stir),
                Times.of(probe, Set.of(narrowest.getKey()), MESSAGE, late, true, runs, Partitioned.layers(aim)::cut)));
    }
}
