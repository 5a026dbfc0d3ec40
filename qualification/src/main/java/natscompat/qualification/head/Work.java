package natscompat.qualification.head;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.model.catalog.Catalog;
import natscompat.model.plan.Cell;
import natscompat.model.release.BuiltRelease;
import natscompat.qualification.CellSettings;

/**
 * One attempt at one cell: what a runner gets for its claim. Holds no secret.
 *
 * @param run id of the run
 * @param attempt from 1; whoever has a lower one of this cell is late
 * @param cell to be run
 * @param again why it runs again, or empty
 * @param prefix what names of its cluster begin with
 * @param releases every release that it may run
 * @param images where each can be pulled, by name
 * @param canary a promise to break on purpose
 * @param keepOnFailure whether stores of a red cell stay as they are
 * @param maxArtifactBytes largest archive of a red cell's stores
 * @param remains numbers of lost cells, whose clusters are to be taken away first
 */
public record Work(
        String run,
        int attempt,
        Cell cell,
        String again,
        String prefix,
        List<BuiltRelease> releases,
        Map<String, String> images,
        Optional<String> canary,
        boolean keepOnFailure,
        long maxArtifactBytes,
        List<Integer> remains) {
    /** Copies the collections. */
    public Work {
        releases = List.copyOf(releases);
        images = Map.copyOf(images);
        remains = List.copyOf(remains);
    }

    static Work of(Order order, Desk.Given given) {
        int attempt = given.attempt();
        // What an older attempt still takes down must not be what a newer one has made.
        String prefix = RunNames.prefix(order.run()) + (attempt == 1 ? "" : "-a" + attempt);
        return new Work(order.run(), attempt, given.cell(), given.again(), prefix, order.releases(), order.images(),
                order.canary(), order.keepOnFailure(), order.maxArtifactBytes(), given.remains());
    }

    CellSettings settings(Catalog catalog) {
        Map<String, BuiltRelease> byName = releases.stream().collect(Collectors.toMap(BuiltRelease::name, r -> r));
        return new CellSettings(catalog, byName, prefix, canary, keepOnFailure, maxArtifactBytes);
    }
}
