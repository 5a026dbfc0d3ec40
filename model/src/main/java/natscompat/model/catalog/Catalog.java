package natscompat.model.catalog;

import java.util.List;
import java.util.Optional;

/**
 * All that there is to choose from, joined by the command line. Planner, {@code list}, error texts and docs read
 * nothing else. Immutable.
 */
public record Catalog(
        List<WorkloadType> workloads,
        List<MayhemMode> modes,
        List<FaultType> faults,
        List<CheckType> checks,
        List<Promise> promises) {
    /** Copies the lists. */
    public Catalog {
        workloads = List.copyOf(workloads);
        modes = List.copyOf(modes);
        faults = List.copyOf(faults);
        checks = List.copyOf(checks);
        promises = List.copyOf(promises);
    }

    /** The workload of that name. */
    public Optional<WorkloadType> workload(String name) {
        return named(workloads, name);
    }

    /** The mayhem mode of that name (one mode, not several joined by {@code +}). */
    public Optional<MayhemMode> mode(String name) {
        return named(modes, name);
    }

    /** The kind of fault of that name. */
    public Optional<FaultType> fault(String name) {
        return named(faults, name);
    }

    /** The check of that name. */
    public Optional<CheckType> check(String name) {
        return named(checks, name);
    }

    /** The promise of that name. */
    public Optional<Promise> promise(String name) {
        return named(promises, name);
    }

    private static <T extends Listed> Optional<T> named(List<T> all, String name) {
        return all.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }
}
