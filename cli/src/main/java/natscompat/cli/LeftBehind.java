package natscompat.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import natscompat.deployer.host.LoopMounts;
import natscompat.deployer.local.Leftovers;
import natscompat.deployer.local.LiveStores;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.publish.Releases;
import natscompat.qualification.OpenRuns;

/**
 * What killed runs left behind, of all modules that leave something.
 *
 * @param releases whose worktrees and temporary folders are looked for
 * @param runs whose servers' stores are looked for
 */
public record LeftBehind(Releases releases, OpenRuns runs) {
    /** Of everybody who shares the cache of these releases. */
    public static LeftBehind of(Releases releases) {
        return new LeftBehind(releases, OpenRuns.in(releases.cacheFolder()));
    }

    /**
     * What was found or removed.
     *
     * @param lines a line each
     * @param troubles what could not be looked at or removed: no reason not to run
     */
    public record Told(List<String> lines, List<Failure> troubles) {
        /** Copies what it is given. */
        public Told {
            lines = List.copyOf(lines);
            troubles = List.copyOf(troubles);
        }
    }

    /**
     * What {@link #remove} would remove.
     *
     * @param kept also worktrees that were kept after a build that failed
     */
    public Told look(boolean kept) {
        return told(List.of(
                () -> processes(Leftovers.list()),
                () -> mounts(Leftovers.mounts()),
                () -> stores(LiveStores.leftovers()),
                () -> folders(releases.leftovers().stream().filter(left -> kept || !left.kept()).toList()),
                () -> runs(runs.abandoned())));
    }

    /**
     * Removes it, all that can be removed.
     *
     * @param kept also worktrees that were kept after a build that failed
     */
    public Told remove(boolean kept) {
        // Processes first: they may hold files of what is mounted, and a server would go on writing into its store.
        return told(List.of(
                () -> processes(Leftovers.clean()),
                () -> mounts(Leftovers.cleanMounts()),
                () -> stores(LiveStores.clean()),
                () -> folders(releases.cleanup(kept)),
                () -> runs(runs.clean())));
    }

    /** Each of them by itself: what one of them stumbles over keeps no other from being tidied. */
    private static Told told(List<Supplier<Stream<String>>> parts) {
        List<String> lines = new ArrayList<>();
        List<Failure> troubles = new ArrayList<>();
        for (Supplier<Stream<String>> part : parts) {
            try {
                part.get().forEach(lines::add);
            } catch (FailureException e) {
                troubles.add(e.failure());
            } catch (UncheckedIOException e) {
                troubles.add(new Failure(Category.ENVIRONMENT, "tidy up after runs that were killed",
                        String.valueOf(e.getCause()), "Look at what it names, or remove it by hand."));
            }
        }
        return new Told(lines, troubles);
    }

    private static Stream<String> processes(List<Leftovers.Leftover> left) {
        return left.stream().map(p -> "process " + p.pid() + ", " + p.command());
    }

    private static Stream<String> mounts(List<LoopMounts.Mount> left) {
        return left.stream().map(m -> "small disk " + m.path());
    }

    private static Stream<String> stores(List<Path> left) {
        return left.stream().map(folder -> folder + " (stores in memory)");
    }

    private static Stream<String> folders(List<natscompat.publish.leftover.Leftovers.Leftover> left) {
        return left.stream().map(f -> f.path() + (f.kept() ? " (kept after a failed build)" : ""));
    }

    private static Stream<String> runs(List<OpenRuns.Abandoned> left) {
        return left.stream().map(OpenRuns.Abandoned::text);
    }
}
