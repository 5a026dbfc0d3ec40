package natscompat.deployer.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import natscompat.model.event.DeployEvent;
import natscompat.model.plan.Mix;

/** Goes through the gates of a start one after the other. Used by one thread. */
final class Gates {
    private static final Duration LEADER = Duration.ofMinutes(1);
    private static final Duration RELEASES = Duration.ofSeconds(30);

    private final ApiServer api;
    private final Servers servers;
    private final DeployEvent.Listener listener;
    private final Optional<Duration> limit;

    Gates(ApiServer api, Monitoring monitoring, DeployEvent.Listener listener, Optional<Duration> limit) {
        this.api = api;
        this.servers = new Servers(monitoring);
        this.listener = listener;
        this.limit = limit;
    }

    /**
     * What is waited for.
     *
     * @param cluster its name
     * @param servers of the mix
     */
    record Goal(String cluster, Mix mix, List<Expected> servers) {}

    /**
     * Waits until the servers run as the mix says.
     *
     * @throws natscompat.model.failure.FailureException with the pod, the reason and what to do about it
     */
    void await(Goal goal) {
        for (StartGate gate : StartGate.values()) {
            await(gate.words(), gate.limit(), goal, sight -> gate.missing(sight, goal.servers()));
        }
        await("one meta leader", LEADER, goal, sight -> servers.withoutLeader(goal.servers()));
        await("releases as asked", RELEASES, goal, sight -> servers.notAsAsked(sight, goal.servers()));
    }

    private void await(String gate, Duration usual, Goal goal, Function<Sight, List<String>> missing) {
        long began = System.nanoTime();
        new GateWatch(api, listener, goal, gate, missing).await(limit.orElse(usual));
        listener.on(new DeployEvent.Reached(gate, Duration.ofNanos(System.nanoTime() - began)));
    }
}
