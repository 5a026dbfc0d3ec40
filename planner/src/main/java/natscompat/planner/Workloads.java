package natscompat.planner;

import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.failure.Failure;

/** Reads what people say about workloads. */
final class Workloads {
    private Workloads() {}

    /** Those that were named, in the order of the catalogue; all of them when none was. */
    static List<WorkloadType> read(Catalog catalog, List<String> names) {
        List<String> wanted = names.contains(Modes.ALL) ? List.of() : names;
        wanted.forEach(name -> Names.find("workload", name, catalog.workloads()));
        List<WorkloadType> found = catalog.workloads().stream()
                .filter(workload -> wanted.isEmpty() || wanted.contains(workload.name()))
                .toList();
        if (found.isEmpty()) {
            throw Failure.bug("plan workloads", "the catalogue has none", "Add them to the catalogue.");
        }
        return found;
    }
}
