package natscompat.qualification;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import natscompat.model.plan.Step;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Waiting;

/**
 * Keeps a phase open until every workload has done what its proof needs, or the longest election is over: after a roll
 * of the server that led, the second that a last phase takes may pass without any leader. Used by one thread.
 */
final class LeastOperations {
    /** An election takes 4 to 9 s (nats-server, raft.go). */
    private static final Duration ELECTION = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(50);

    private final HistoryWriter history;
    private final Step.BeginPhase phase;
    private final Map<String, Long> before = new HashMap<>();

    /** From now on operations count for this phase. */
    LeastOperations(HistoryWriter history, Step.BeginPhase phase, Collection<String> workloads) {
        this.history = history;
        this.phase = phase;
        workloads.forEach(workload -> before.put(workload, history.succeeded(workload)));
    }

    /**
     * Waits where there is something to wait for.
     *
     * @param inVain whether nobody wants it any more
     * @param workloads that still run
     */
    void await(Supplier<Boolean> inVain, Supplier<? extends Collection<String>> workloads) {
        if (phase.liveness()) {
            Waiting.reached("the least operations of " + phase.name(), ELECTION, POLL,
                    () -> inVain.get() || workloads.get().stream().allMatch(this::enough));
        }
    }

    private boolean enough(String workload) {
        long done = history.succeeded(workload) - before.getOrDefault(workload, 0L);
        return done >= phase.leastOperations();
    }
}
