package natscompat.cli.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.checker.verdict.FailOn;
import natscompat.model.failure.Failure;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;

/**
 * What a qualification or a plan was asked for, validated as far as that is possible before any release is resolved.
 * Immutable; knows no parser.
 *
 * @param question which cells
 * @param sources where releases come from
 * @param handling what is done with what the cells come to
 */
public record QualifyOptions(Question question, Sources sources, Handling handling) {
    /**
     * Which cells.
     *
     * @param releases as typed, in upgrade order; empty only with {@code plan}
     * @param candidates each other release is judged against these only; empty means every ordered pair
     * @param profile a name, or empty for the usual one
     * @param budget wall time of all cells; empty means as the profile says
     * @param seed of the run
     * @param servers 3 or 5
     * @param replicas 1, 3 or 5, at most {@code servers}
     * @param storage where streams keep messages
     * @param stop how a server is stopped in a roll
     * @param order with which server a roll begins
     * @param walks names; empty means those of the profile
     * @param workloads names; empty means all
     * @param mayhem modes, several in one cell joined by {@code +}; empty means those of the profile
     * @param parallel cells side by side; 0 means as the profile says
     * @param plan a stored plan to be run instead
     * @param pacing how often faults come
     * @param platform where clusters run
     */
    public record Question(
            List<String> releases,
            List<String> candidates,
            String profile,
            Optional<Duration> budget,
            long seed,
            int servers,
            int replicas,
            Storage storage,
            StopStyle stop,
            RollOrder order,
            List<String> walks,
            List<String> workloads,
            List<String> mayhem,
            int parallel,
            Optional<Path> plan,
            Pacing pacing,
            Where platform) {
        private static final List<Integer> SERVERS = List.of(3, 5);
        private static final List<Integer> REPLICAS = List.of(1, 3, 5);

        /** Copies the lists and refuses sizes that no cluster can have. */
        public Question {
            releases = List.copyOf(releases);
            candidates = List.copyOf(candidates);
            walks = List.copyOf(walks);
            workloads = List.copyOf(workloads);
            mayhem = List.copyOf(mayhem);
            if (plan.isEmpty() && Stream.concat(releases.stream(), candidates.stream()).distinct().count() < 2) {
                throw Failure.input("compare " + (releases.isEmpty() ? "releases" : String.join(", ", releases)),
                        "it takes at least two", "Name the old one and the new one, for example: v2.12.15 v2.14.5.");
            }
            oneOf("--servers", servers, SERVERS);
            oneOf("--replicas", replicas, REPLICAS);
            if (replicas > servers) {
                throw Failure.input("keep " + replicas + " replicas on " + servers + " servers",
                        "each replica needs a server of its own",
                        "Use --servers " + replicas + ", or fewer --replicas.");
            }
            if (parallel < 0) {
                throw Failure.input("run " + parallel + " cells side by side", "that is less than one",
                        "Use --parallel 1 or more, or leave it out.");
            }
        }

        /** The same with so many cells side by side. */
        public Question withParallel(int cells) {
            return new Question(releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order, walks,
                    workloads, mayhem, cells, plan, pacing, platform);
        }

        private static void oneOf(String option, int value, List<Integer> allowed) {
            if (!allowed.contains(value)) {
                throw Failure.input("read " + option + " " + value, "it can only be one of " + allowed,
                        "Use " + option + " " + allowed.getLast() + ", for example.");
            }
        }
    }

    /** Where clusters run, as people type it. */
    public enum Where {
        /** This machine. */
        LOCAL,
        /** Pods. */
        KUBERNETES;

        /** As people type it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words. */
        public static List<String> words() {
            return Arrays.stream(values()).map(Where::word).toList();
        }
    }

    /**
     * Where releases come from.
     *
     * @param repository folder or URL of a clone of nats-server, if one was named
     * @param moduleFallback whether a release may come as a Go module
     */
    public record Sources(Optional<String> repository, boolean moduleFallback) {}

    /**
     * What is done with what the cells come to.
     *
     * @param out the run folder, if one was named
     * @param failOn what sets exit 1
     * @param canary a promise to be broken on purpose
     * @param keepOnFailure whether stores of red cells stay as they are
     * @param maxArtifactBytes largest archive of a red cell's stores
     */
    public record Handling(
            Optional<Path> out, Set<FailOn> failOn, Optional<String> canary, boolean keepOnFailure, long maxArtifactBytes) {
        /** Copies the set. */
        public Handling {
            failOn = Set.copyOf(failOn);
        }
    }
}
