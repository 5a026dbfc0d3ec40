package natscompat.mayhem;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import natscompat.client.Leadership;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import natscompat.platform.view.ClusterView;

/**
 * What faults are given.
 *
 * @param cluster whose servers they hit
 * @param look asks all servers now (costs some milliseconds)
 * @param streams names of the workloads' streams, for the role STREAM_LEADER and FOLLOWER
 * @param consumers the workloads' consumers as {@code stream/consumer}
 * @param leadership moves leaders; asked anew for each use, since its connection may have gone with a server
 * @param catalog kinds of faults with their longest duration and damage
 * @param events takes {@link Event.Fault}, {@link Event.ServerOut}, {@link Event.ServerBack}, {@link Event.Liveness}
 * @param clock the cell's clock
 * @param mixes whether servers run more than one release at some time of the cell
 */
public record FaultContext(
        Cluster cluster,
        Supplier<ClusterView> look,
        Supplier<List<String>> streams,
        Supplier<List<String>> consumers,
        Supplier<Leadership> leadership,
        Catalog catalog,
        Consumer<Event> events,
        RunClock clock,
        boolean mixes) {}
