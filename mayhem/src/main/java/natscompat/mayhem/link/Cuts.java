package natscompat.mayhem.link;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** Who cannot talk to whom: the shapes of partitions, as names of servers. Pure. */
final class Cuts {
    private Cuts() {}

    /** Nothing goes between two groups. */
    static Map<Pair, LinkPolicy> between(Collection<String> ones, Collection<String> others) {
        Map<Pair, LinkPolicy> cuts = new HashMap<>();
        ones.forEach(one -> others.stream().filter(other -> !other.equals(one)).forEach(other -> {
            cuts.put(new Pair(one, other), LinkPolicy.CUT);
            cuts.put(new Pair(other, one), LinkPolicy.CUT);
        }));
        return cuts;
    }

    /** These, and everybody else: nothing goes between the two. */
    static Map<Pair, LinkPolicy> off(Collection<String> some, List<String> all) {
        return between(some, without(all, some));
    }

    /** Nobody can talk to anybody. */
    static Map<Pair, LinkPolicy> each(List<String> all) {
        return between(all, all);
    }

    /** Two halves, the smaller one first in the list. */
    static Map<Pair, LinkPolicy> halves(List<String> order) {
        return off(order.subList(0, order.size() / 2), order);
    }

    /** Two halves and one server that talks to both: the last one. */
    static Map<Pair, LinkPolicy> bridge(List<String> order) {
        int last = order.size() - 1;
        return between(order.subList(0, last / 2), order.subList(last / 2, last));
    }

    /**
     * A ring in which each server sees a majority, and no two see the same one. With three servers that is one pair that
     * cannot talk.
     */
    static Map<Pair, LinkPolicy> majoritiesRing(List<String> order) {
        int size = order.size();
        Map<Pair, LinkPolicy> cuts = new HashMap<>();
        int reach = (size / 2 + 1) / 2;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                int apart = Math.min(j - i, size - (j - i));
                boolean neighbours = size < 4 ? !(i == 0 && j == 1) : apart <= reach;
                if (!neighbours) {
                    cuts.putAll(between(List.of(order.get(i)), List.of(order.get(j))));
                }
            }
        }
        return cuts;
    }

    /** What these say is not heard by anybody else. */
    static Map<Pair, LinkPolicy> mute(Collection<String> some, List<String> all) {
        Map<Pair, LinkPolicy> cuts = off(some, all);
        cuts.keySet().removeIf(pair -> !some.contains(pair.from()));
        return cuts;
    }

    /** These do not hear what anybody else says. */
    static Map<Pair, LinkPolicy> deaf(Collection<String> some, List<String> all) {
        Map<Pair, LinkPolicy> cuts = off(some, all);
        cuts.keySet().removeIf(pair -> !some.contains(pair.to()));
        return cuts;
    }

    /** Every direction between servers with one policy. */
    static Map<Pair, LinkPolicy> all(List<String> servers, LinkPolicy policy) {
        Map<Pair, LinkPolicy> policies = new HashMap<>(each(servers));
        policies.replaceAll((pair, cut) -> policy);
        return policies;
    }

    /** The first and, so that they are a minority still, as many others as can be. */
    static List<String> minorityWith(String first, List<String> order) {
        List<String> minority = new ArrayList<>(List.of(first));
        order.stream()
                .filter(name -> !name.equals(first))
                .limit(Math.max(0, (order.size() - 1) / 2 - 1))
                .forEach(minority::add);
        return minority;
    }

    private static List<String> without(List<String> all, Collection<String> some) {
        Set<String> out = Set.copyOf(some);
        return all.stream().filter(name -> !out.contains(name)).toList();
    }
}
