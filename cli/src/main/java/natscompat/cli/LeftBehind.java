package natscompat.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natscompat.deployer.host.LoopMounts;
import natscompat.deployer.local.Leftovers;
import natscompat.deployer.local.LiveStores;
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
     * What {@link #remove} would remove, a line each.
     *
     * @param kept also worktrees that were kept after a build that failed
     */
    public List<String> look(boolean kept) {
        return lines(Leftovers.list(), Leftovers.mounts(), LiveStores.leftovers(),
                releases.leftovers().stream().filter(left -> kept || !left.kept()).toList(), runs.abandoned());
    }

    /**
     * Removes it.
     *
     * @param kept also worktrees that were kept after a build that failed
     * @return what was removed, a line each
     */
    public List<String> remove(boolean kept) {
        // Processes first: they may hold files of what is mounted, and a server would go on writing into its store.
        List<Leftovers.Leftover> processes = Leftovers.clean();
        List<LoopMounts.Mount> mounts = Leftovers.cleanMounts();
        return lines(processes, mounts, LiveStores.clean(), releases.cleanup(kept), runs.clean());
    }

    private static List<String> lines(
            List<Leftovers.Leftover> processes,
            List<LoopMounts.Mount> mounts,
            List<Path> stores,
            List<natscompat.publish.leftover.Leftovers.Leftover> folders,
            List<OpenRuns.Abandoned> runs) {
        return Stream.of(
                        processes.stream().map(p -> "process " + p.pid() + ", " + p.command()),
                        mounts.stream().map(m -> "small disk " + m.path()),
                        stores.stream().map(folder -> folder + " (stores in memory)"),
                        folders.stream().map(f -> f.path() + (f.kept() ? " (kept after a failed build)" : "")),
                        runs.stream().map(OpenRuns.Abandoned::text))
                .flatMap(lines -> lines)
                .toList();
    }
}
