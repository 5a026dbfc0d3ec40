package natscompat.qualification;

import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.Catalog;
import natscompat.model.release.BuiltRelease;

/**
 * What running a cell depends on besides the cell; the same for every cell of a run.
 *
 * @param catalog what workloads, faults and checks there are
 * @param releases every release that a cell may run, by name
 * @param prefix what names of clusters begin with; together with seed and number it is unique where the clusters run
 * @param canary a promise to break on purpose
 * @param keepOnFailure whether stores of red cells stay as they are instead of in one archive
 * @param maxArtifactBytes largest archive of a red cell's stores
 */
public record CellSettings(
        Catalog catalog,
        Map<String, BuiltRelease> releases,
        String prefix,
        Optional<String> canary,
        boolean keepOnFailure,
        long maxArtifactBytes) {
    /** Copies the map. */
    public CellSettings {
        releases = Map.copyOf(releases);
    }

    static CellSettings of(QualificationSpec spec, Map<String, BuiltRelease> releases, String prefix) {
        return new CellSettings(
                spec.catalog(), releases, prefix, spec.canary(), spec.keepOnFailure(), spec.maxArtifactBytes());
    }
}
