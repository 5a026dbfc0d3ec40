package natscompat.workloads;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.model.history.Event;
import natscompat.model.plan.Dimensions;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;

/**
 * What a workload is given.
 *
 * @param cell id of the cell, unique in the process: goes into the names of streams and connections (jnats caches by
 *     stream name over all connections of a process)
 * @param endpoints one for each server, by ordinal; the addresses stay when a server's release changes
 * @param dimensions replicas, storage, rate
 * @param draws this workload's own draws
 * @param connections makes its connections
 * @param history takes its operations
 * @param events takes what is worth knowing beside them
 * @param clock the cell's clock
 * @param stop says whether to stop
 */
public record WorkloadContext(
        String cell,
        List<Endpoint> endpoints,
        Dimensions dimensions,
        Draws draws,
        Connections connections,
        HistoryWriter history,
        Consumer<Event> events,
        RunClock clock,
        BooleanSupplier stop) {
    /** Copies the list. */
    public WorkloadContext {
        endpoints = List.copyOf(endpoints);
    }

    /** Whether the runner wants the workload to come to an end. */
    public boolean stopping() {
        return stop.getAsBoolean();
    }
}
