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
import natscompat.model.time.Draws;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/**
 * What each target sends is late by a drawn time, to servers and to clients, normally spread (facts: seeds.md 1.4). Seen on
 * each of these directions by the time for which the link proxy held it, and by a message of ours across the slowest one.
 *
 * @param type its entry in the catalogue
 * @param least shortest delay that is drawn
 * @param most longest delay that is drawn
 * @param spread largest jitter that is drawn
 */
public record Slow(FaultType type, Duration least, Duration most, Duration spread) implements Fault {
    /** Late by 3-9 ms, give or take 1-9 ms. */
    public static Slow slow() {
        return new Slow(type("slow-link", "delays what its targets send by 3-9 ms, give or take 1-9 ms"),
                Duration.ofMillis(3), Duration.ofMillis(9), Duration.ofMillis(9));
    }

    /** Late by up to 99 ms, give or take as much; by 2 ms at the least, since less could not be told from nothing. */
    public static Slow verySlow() {
        return new Slow(type("very-slow-link", "delays what its targets send by up to 99 ms, give or take as much"),
                Duration.ofMillis(2), Duration.ofMillis(99), Duration.ofMillis(99));
    }

    private static FaultType type(String name, String line) {
        return new FaultType(name, line, "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.NONE);
    }

    @Override
    public Set<Touch> touches() {
        return Set.of();
    }

    @Override
    public Injection aim(Aim aim) {
        Map<Pair, LinkPolicy> layer = new HashMap<>();
        aim.targets().forEach(target -> {
            Draws draws = aim.draws().at("server", target.ordinal());
            LinkPolicy policy = LinkPolicy.slow(
                    draws.at("delay").between(least, most), draws.at("jitter").between(Duration.ofMillis(1), spread));
            layer.putAll(Sent.by(target, aim, policy));
        });
        Map.Entry<Pair, LinkPolicy> slowest = layer.entrySet().stream()
                .filter(entry -> !entry.getKey().to().equals(Pair.CLIENTS))
                .max(Comparator.comparing(entry -> entry.getValue().delay()))
                .orElseThrow();
        Duration late = slowest.getValue().delay().dividedBy(2);
        Probe probe = Probe.between(aim);
        Predicate<String> runs = Partitioned.runs(aim);
        return new Impaired(aim, layer, new Both(
                new Counted(Partitioned.layers(aim), layer, Deed.DELAYED, runs, probe::stir),
                Times.of(probe, Set.of(slowest.getKey()), 0, late, true, runs, Partitioned.layers(aim)::cut)));
    }
}
