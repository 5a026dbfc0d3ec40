package natscompat.mayhem.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import natscompat.client.Leadership;
import natscompat.model.history.Event;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;

/**
 * What one injection is aimed at.
 *
 * @param id of the planned fault; names what is kept of it
 * @param targets the servers that the role resolved to; at least one
 * @param cluster theirs
 * @param look asks all servers now
 * @param leadership moves leaders
 * @param streams names of the workloads' streams
 * @param consumers the workloads' consumers as {@code stream/consumer}
 * @param links the cluster's links, where something stands in them
 * @param open planned time from injection to heal
 * @param stopping whether the cell comes to an end: what takes long gives up
 * @param draws this injection's own draws
 * @param clock the cell's
 * @param events takes what the fault itself saw of the workloads' assets
 */
public record Aim(
        String id,
        List<Server> targets,
        Cluster cluster,
        Supplier<ClusterView> look,
        Supplier<Leadership> leadership,
        List<String> streams,
        List<String> consumers,
        Optional<LinkLayers> links,
        Duration open,
        BooleanSupplier stopping,
        Draws draws,
        RunClock clock,
        Consumer<Event> events) {
    /** Copies the lists. */
    public Aim {
        targets = List.copyOf(targets);
        streams = List.copyOf(streams);
        consumers = List.copyOf(consumers);
    }

    /** The targets' names, joined by a blank. */
    public String names() {
        return targets.stream().map(Server::name).collect(Collectors.joining(" "));
    }
}
