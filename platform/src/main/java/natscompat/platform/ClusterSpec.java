package natscompat.platform;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;

/**
 * What a platform needs to know to make a cluster.
 *
 * @param name unique on the machine at the time: names the NATS cluster and its servers ({@code <name>-0}, ...)
 * @param mix the release of each server at the start
 * @param releases every release that a server of it may ever run, by name
 * @param folder where configuration, logs, stores and endpoint dumps go
 * @param clock the cell's clock
 * @param events takes what happens to servers ({@link Event.ServerStarted}, {@link Event.ServerEnded}, ...)
 * @param linkProxy whether a link proxy stands in front of every server
 * @param seed of everything that is drawn for it
 */
public record ClusterSpec(
        String name,
        Mix mix,
        Map<String, BuiltRelease> releases,
        CellFolder folder,
        RunClock clock,
        Consumer<Event> events,
        boolean linkProxy,
        long seed) {
    /** Copies the map. */
    public ClusterSpec {
        releases = Map.copyOf(releases);
    }

    /** Of a cluster for which nothing is drawn that matters. */
    public ClusterSpec(
            String name,
            Mix mix,
            Map<String, BuiltRelease> releases,
            CellFolder folder,
            RunClock clock,
            Consumer<Event> events,
            boolean linkProxy) {
        this(name, mix, releases, folder, clock, events, linkProxy, 0);
    }

    /** Records an event that happens now. */
    public void emit(LongFunction<Event> event) {
        events.accept(event.apply(clock.nanos()));
    }
}
