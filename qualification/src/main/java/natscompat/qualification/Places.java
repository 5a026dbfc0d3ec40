package natscompat.qualification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;

/**
 * Which server stands in which place of a plan. A plan whose rolls begin with the meta leader is written as if that were the
 * highest ordinal, since who leads is known only when a roll begins (docs/adr/0024). Otherwise each server has its own place.
 * Immutable.
 *
 * @param servers ordinals, by the ordinal that the plan names
 */
record Places(List<Integer> servers) {
    /** Copies the list. */
    Places {
        servers = List.copyOf(servers);
    }

    /** Each server in its own place. */
    static Places own(int servers) {
        return new Places(IntStream.range(0, servers).boxed().toList());
    }

    /** The ordinal of the server in a place. */
    int server(int place) {
        return servers.get(place);
    }

    /** The ordinals of the servers in some places. */
    List<Integer> servers(List<Integer> places) {
        return places.stream().map(this::server).toList();
    }

    /**
     * These places when a roll begins: only servers that run the same release change theirs, so the mix stays what it is.
     *
     * @param rolled the places that the roll takes, in their order
     * @param alike ordinals of all servers that run the release of these
     * @param first of them the server with which the roll begins; the others follow by highest ordinal
     */
    Places rolling(List<Integer> rolled, List<Integer> alike, int first) {
        List<Integer> order = Stream.concat(
                        Stream.of(first),
                        alike.stream().filter(server -> server != first).sorted(Comparator.reverseOrder()))
                .toList();
        List<Integer> theirs = Stream.concat(
                        rolled.stream(),
                        IntStream.range(0, servers.size())
                                .boxed()
                                .filter(place -> alike.contains(server(place)) && !rolled.contains(place)))
                .toList();
        if (!alike.contains(first) || !alike.containsAll(servers(rolled))) {
            throw new IllegalArgumentException("servers " + servers(rolled) + " from " + first + " on are not all of " + alike);
        }
        List<Integer> next = new ArrayList<>(servers);
        for (int i = 0; i < theirs.size(); i++) {
            next.set(theirs.get(i), order.get(i));
        }
        return new Places(next);
    }

    /** The step with servers instead of places. */
    Step in(Step step) {
        return switch (step) {
            case Step.BeginPhase s -> new Step.BeginPhase(
                    s.number(), s.index(), s.name(), mix(s.mix()), s.liveness(), s.leastOperations());
            case Step.Lead s -> new Step.Lead(s.number(), servers(s.ordinals()), s.why());
            case Step.LeadMeta s -> new Step.LeadMeta(s.number(), server(s.ordinal()));
            case Step.Dwell s -> new Step.Dwell(s.number(), s.time(), s.faults().stream().map(this::fault).toList());
            case Step.Roll s -> new Step.Roll(s.number(), server(s.ordinal()), s.release(), s.stop(), s.impatient());
            case Step.ColdSwap s -> new Step.ColdSwap(s.number(), mix(s.mix()));
            // It names places, and says which servers take them.
            case Step.BeginRoll s -> s;
            case Step.StartCluster s -> s;
            case Step.StartWorkloads s -> s;
            case Step.Settle s -> s;
            case Step.Check s -> s;
            case Step.Stop s -> s;
        };
    }

    private Mix mix(Mix planned) {
        Mix mix = planned;
        for (int place = 0; place < planned.size(); place++) {
            mix = mix.with(server(place), planned.release(place));
        }
        return mix;
    }

    private PlannedFault fault(PlannedFault f) {
        return switch (f.role()) {
            case OLD, NEW -> new PlannedFault(f.id(), f.mode(), f.fault(), f.role(), servers(f.ordinals()), f.offset(),
                    f.open(), f.waitsForRecovery(), f.draw());
            // Whom an ordinal means does not depend on the mix.
            case ORDINAL, STREAM_LEADER, CONSUMER_LEADER, META_LEADER, FOLLOWER, MINORITY, MAJORITY, SUBSET, ALL, ANY -> f;
        };
    }
}
