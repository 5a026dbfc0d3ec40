package natscompat.mayhem.canary;

import io.nats.client.Connection;
import java.util.List;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;

/**
 * What a canary is given.
 *
 * @param cluster the cell's
 * @param connection in the account of the workloads, of our own
 * @param targets the workloads that run
 * @param history takes operations that never happened
 * @param events takes {@link Event.Canary}
 * @param clock the cell's clock
 * @param draws the canary's own draws
 */
public record CanaryContext(
        Cluster cluster,
        Connection connection,
        List<CanaryTarget> targets,
        HistoryWriter history,
        Consumer<Event> events,
        RunClock clock,
        Draws draws) {
    /** Copies the list. */
    public CanaryContext {
        targets = List.copyOf(targets);
    }
}
