package natscompat.qualification;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Payload;
import natscompat.model.plan.Cell;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.Json;

/**
 * The content key of a cell: what its outcome may depend on (release digests, client version, plan, workload versions),
 * without the version of the checker, so that a better checker costs no cluster time.
 */
final class CellKey {
    private CellKey() {}

    static String of(Cell cell, Map<String, BuiltRelease> releases, Catalog catalog) {
        List<String> digests = releases.values().stream().map(r -> r.name() + "=" + r.sha256()).sorted().toList();
        List<String> workloads = cell.workloads().stream()
                .map(w -> w + "@" + catalog.workload(w).map(t -> t.version()).orElse(0))
                .toList();
        String content = Json.line(List.of(digests, workloads, cell.dimensions(), cell.seed(), cell.steps()));
        return Payload.of(content.getBytes(StandardCharsets.UTF_8)).hash();
    }
}
