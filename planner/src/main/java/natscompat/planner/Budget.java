package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import natscompat.model.failure.Failure;
import natscompat.planner.cost.Covering;
import natscompat.planner.cost.Group;

/**
 * What fits into the time. A stated budget cuts; the profile's own one never does, it grows with the cells.
 *
 * @param stated by the user
 * @param usual of the profile
 * @param parallel cells side by side
 */
record Budget(Optional<Duration> stated, Optional<Duration> usual, int parallel) {
    /** So much of the time is kept for running red cells and their controls again: 1 min of 4. */
    private static final double RERUNS = 0.25;

    /** Whether so many cells cannot fit, however well they are packed: no need to make them. */
    boolean tooMany(long cells, Duration forecast) {
        Duration least = forecast.multipliedBy(cells).dividedBy(parallel);
        return stated.isPresent() && least.compareTo(forFirstRuns(stated.get())) > 0;
    }

    /** Whether all of them fit, with time left for reruns. */
    boolean holds(List<Group> groups) {
        return stated.isEmpty() || Covering.wall(groups, parallel).compareTo(forFirstRuns(stated.get())) <= 0;
    }

    /** Which of them are run, by index. */
    SortedSet<Integer> choose(List<Group> groups) {
        if (stated.isEmpty() || holds(groups)) {
            return new TreeSet<>(IntStream.range(0, groups.size()).boxed().toList());
        }
        Duration whole = stated.get();
        SortedSet<Integer> chosen = Covering.choose(groups, parallel, forFirstRuns(whole));
        return chosen.isEmpty() ? one(groups, whole) : chosen;
    }

    /** One cell without time for reruns is still better than none. */
    private SortedSet<Integer> one(List<Group> groups, Duration whole) {
        SortedSet<Integer> fitting = Covering.choose(groups, parallel, whole);
        if (!fitting.isEmpty()) {
            int first = fitting.stream()
                    .filter(i -> groups.get(i).cells().size() > 1)
                    .findFirst()
                    .orElse(fitting.getFirst());
            return new TreeSet<>(List.of(first));
        }
        Duration least = groups.stream()
                .map(group -> Covering.wall(List.of(group), parallel))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        throw Failure.input(
                "plan within a budget of " + Words.time(whole),
                "one cell with its controls takes " + Words.time(least),
                "Use --budget " + Words.time(least) + " or more, or --profile smoke.");
    }

    /** What the plan says: the stated one, or the usual one stretched so that cells and reruns have their time. */
    Duration of(Duration wall) {
        if (stated.isPresent()) {
            return stated.get();
        }
        Duration needed = Duration.ofMillis((long) (wall.toMillis() / (1 - RERUNS)));
        return usual.map(u -> u.compareTo(needed) > 0 ? u : needed).orElse(Duration.ZERO);
    }

    private static Duration forFirstRuns(Duration whole) {
        return Duration.ofMillis((long) (whole.toMillis() * (1 - RERUNS)));
    }
}
