package natscompat.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natscompat.deployer.local.Leftovers;
import natscompat.deployer.local.LiveStores;
import natscompat.publish.Releases;

/**
 * What killed runs left behind, of all modules that leave something.
 *
 * @param releases whose worktrees and temporary folders are looked for
 */
public record LeftBehind(Releases releases) {
    /** What is there now, a line each. */
    public List<String> look() {
        return lines(Leftovers.list(), LiveStores.leftovers(), releases.leftovers());
    }

    /**
     * Removes it.
     *
     * @param kept also worktrees that were kept after a build that failed
     * @return what was removed, a line each
     */
    public List<String> remove(boolean kept) {
        return lines(Leftovers.clean(), LiveStores.clean(), releases.cleanup(kept));
    }

    private static List<String> lines(
            List<Leftovers.Leftover> processes,
            List<Path> stores,
            List<natscompat.publish.leftover.Leftovers.Leftover> folders) {
        return Stream.of(
                        processes.stream().map(p -> "process " + p.pid() + ", " + p.command()),
                        stores.stream().map(folder -> folder + " (stores in memory)"),
                        folders.stream().map(f -> f.path() + (f.kept() ? " (kept after a failed build)" : "")))
                .flatMap(lines -> lines)
                .toList();
    }
}
