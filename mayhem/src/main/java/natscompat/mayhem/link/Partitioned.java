package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/**
 * Directions between servers that are cut: seen by messages of our own that no longer cross them while they cross all
 * others, and cross them again after the heal.
 */
final class Partitioned implements Injection {
    private static final Duration ONE_TRY = Duration.ofMillis(700);
    private static final Duration SEEN = Duration.ofSeconds(20);
    /** A dialler tries again after about a second; a route with a stale end needs its pings to time out first. */
    private static final Duration HEALED = Duration.ofSeconds(60);

    private final Aim aim;
    private final LinkLayers links;
    private final Map<Pair, LinkPolicy> cuts;
    private final Messages messages;
    /** Those of the cut directions that can be looked at, and that no other fault cuts already. */
    private final Set<Pair> seen;
    private final HealOfCut heal;

    Partitioned(Aim aim, Map<Pair, LinkPolicy> cuts, Messages messages) {
        this.aim = aim;
        this.links = layers(aim);
        this.cuts = Map.copyOf(cuts);
        this.heal = new HealOfCut(aim.draws());
        this.messages = messages;
        Set<Pair> uncut = new HashSet<>(cuts.keySet());
        uncut.removeAll(links.cut());
        if (uncut.isEmpty()) {
            messages.close();
            throw new NotPossible("another fault cuts " + text(cuts.keySet()) + " already");
        }
        this.seen = known(messages, uncut);
    }

    /** The links, or the reason why there is nothing to do. */
    static LinkLayers layers(Aim aim) {
        return aim.links().orElseThrow(() -> new NotPossible("no link proxy stands in the links of this cluster"));
    }

    /** Those of these directions that messages can say something of; at least one. */
    static Set<Pair> known(Messages messages, Set<Pair> wanted) {
        Set<Pair> known = new HashSet<>(messages.all());
        known.retainAll(wanted);
        if (known.isEmpty()) {
            messages.close();
            throw new NotPossible("no client can be had on both ends of " + text(wanted));
        }
        return known;
    }

    @Override
    public void inject() {
        heal.begins();
        links.put(aim.id(), cuts, Change.FLUSH);
    }

    @Override
    public String observe() {
        long deadline = System.nanoTime() + SEEN.toNanos();
        while (true) {
            Set<Pair> open = messages.all();
            open.removeAll(links.cut());
            String against = Round.of(messages, links, ONE_TRY).against(seen, open);
            if (against.isEmpty()) {
                return "no message crosses " + text(seen) + (open.isEmpty() ? "" : "; messages cross " + text(open));
            }
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(against);
            }
        }
    }

    @Override
    public void heal() {
        links.put(aim.id(), Map.of(), heal.now());
    }

    /** Looks through the same messages until they have crossed: the next try needs them, too. */
    @Override
    public String observeHealed() {
        long deadline = System.nanoTime() + HEALED.toNanos();
        Set<Pair> left = running();
        Set<Pair> crossed = new HashSet<>();
        while (!left.isEmpty()) {
            Set<Pair> now = messages.crossed(left, ONE_TRY, 0).keySet();
            crossed.addAll(now);
            left.removeAll(now);
            left.retainAll(running());
            if (!left.isEmpty() && System.nanoTime() >= deadline) {
                throw new IllegalStateException("messages do not cross " + text(left));
            }
        }
        messages.close();
        Set<Pair> others = new HashSet<>(seen);
        others.removeAll(crossed);
        return "messages cross " + text(crossed)
                + (others.isEmpty() ? "" : "; cut or without a server for another reason: " + text(others));
    }

    /** The cut directions whose both ends run, and that no other fault cuts: it may have come meanwhile. */
    private Set<Pair> running() {
        Predicate<String> runs = runs(aim);
        Set<Pair> others = links.cut();
        return seen.stream()
                .filter(pair -> !others.contains(pair))
                .filter(pair -> runs.test(pair.from()) && runs.test(pair.to()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether the server of that name runs now. */
    static Predicate<String> runs(Aim aim) {
        return name -> aim.cluster().servers().stream().anyMatch(server -> server.name().equals(name) && server.running());
    }

    static String text(Set<Pair> pairs) {
        return pairs.stream().map(pair -> pair.from() + "->" + pair.to()).sorted().collect(Collectors.joining(" "));
    }
}
