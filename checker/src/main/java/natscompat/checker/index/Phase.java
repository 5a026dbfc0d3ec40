package natscompat.checker.index;

import java.util.List;
import java.util.Optional;

/**
 * A phase as it was run.
 *
 * @param index in the cell, from 0
 * @param name for people
 * @param mix the release of each server, by ordinal
 * @param liveness whether operations had to succeed in it
 * @param leastOperations of each workload, so that it counts
 * @param span from its first to its last moment
 */
public record Phase(int index, String name, List<String> mix, boolean liveness, int leastOperations, Span span) {
    /** Copies the list. */
    public Phase {
        mix = List.copyOf(mix);
    }

    /** Whether more than one release ran. */
    public boolean mixed() {
        return alone().isEmpty();
    }

    /** The one release that ran, if it was one. */
    public Optional<String> alone() {
        List<String> releases = mix.stream().distinct().toList();
        return releases.size() == 1 ? Optional.of(releases.getFirst()) : Optional.empty();
    }
}
