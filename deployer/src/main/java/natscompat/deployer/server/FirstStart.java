package natscompat.deployer.server;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.platform.view.Gate;

/**
 * Brings up a cluster with empty stores, where nats-server may fail to form a meta group for minutes, as measured on cold
 * starts of three. 1 x 2.11.17 + 2 x 2.12.15 needed 5-19 s in 9 of 18: 2.12 marks the vote of an empty server in a way that
 * older candidates take for a refusal, so a lone older server goes last, into a group that is formed. 3 x 2.10.29 was left
 * with a group of two, or needed 24-46 s, in 11 of 80. Nothing is in the stores yet, so a cluster that does not come up
 * soon is started again from nothing, each time with more patience. One that never does tells something of its releases,
 * where nothing but them can be the reason (docs/adr/0006).
 *
 * @param changes of a cluster whose servers have not run yet
 * @param firstPatience how long to wait for the first time
 * @param reachable whether it is known that the servers can reach each other: on a network of others nobody is blamed
 */
public record FirstStart(Changes changes, Duration firstPatience, boolean reachable) {
    private static final Duration KILLED_LIMIT = Duration.ofSeconds(10);
    private static final String NAME = "the first health";

    /**
     * Starts all servers and returns when the cluster is healthy.
     *
     * @throws FailureException after {@code limit}, or as soon as a server is refuted
     */
    public void run(Duration limit) {
        long began = System.nanoTime();
        boolean empty = servers().stream().allMatch(Managed::empty);
        Duration patience = firstPatience;
        Duration looked = Duration.ZERO;
        for (int start = 1; true; start++) {
            startInTurn();
            Duration left = limit.minusNanos(System.nanoTime() - began);
            if (!empty || patience.compareTo(left) >= 0) {
                Duration last = left.compareTo(firstPatience) > 0 ? left : firstPatience;
                boolean enough = empty && start > 1 && looked.plus(last).compareTo(limit.dividedBy(2)) >= 0;
                lastTime(last, enough ? Optional.of(start) : Optional.empty(), began);
                return;
            }
            List<String> ill = Gate.unhealthyAfter(changes.cluster(), NAME, patience);
            if (ill.isEmpty()) {
                return;
            }
            looked = looked.plus(patience);
            note(patience, ill.getFirst());
            startOver();
            patience = patience.multipliedBy(3).dividedBy(2);
        }
    }

    /**
     * Waits once more.
     *
     * @param starts how often the servers began, if they were looked at for long enough to tell something of them
     */
    private void lastTime(Duration left, Optional<Integer> starts, long began) {
        try {
            Gate.awaitHealthy(changes.cluster(), NAME, left);
        } catch (FailureException e) {
            if (reachable && servers().stream().allMatch(Managed::running)) {
                long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                starts.ifPresent(often -> changes.spec()
                        .emit(at -> new Event.NotFormed(at, millis, often, e.failure().why())));
            }
            throw e;
        }
    }

    private List<? extends Managed> servers() {
        return changes.servers();
    }

    private void startInTurn() {
        List<? extends Managed> last = servers().stream().filter(server -> !marksEmptyVotes(server)).toList();
        List<? extends Managed> first = last.size() == 1
                ? servers().stream().filter(FirstStart::marksEmptyVotes).toList()
                : servers();
        Changes.together(first, Managed::start);
        first.forEach(changes::awaitProven);
        if (first.size() < servers().size()) {
            Gate.leads(List.copyOf(first), "the meta leader of the newer servers", firstPatience);
            last.forEach(Managed::start);
            last.forEach(changes::awaitProven);
        }
    }

    /** Seen on 2.12.15 and 2.14.5, and not on 2.9.25, 2.10.29 and 2.11.17. */
    private static boolean marksEmptyVotes(Managed server) {
        return server.built().version().atLeast(2, 12, 0);
    }

    private void note(Duration patience, String ill) {
        changes.spec().emit(at -> new Event.Note(at, "the new cluster was not healthy after " + patience.toMillis()
                + " ms (" + ill + "); it starts again with empty stores"));
    }

    private void startOver() {
        for (Managed server : servers()) {
            server.life().filter(Lived::alive).ifPresent(Lived::end);
        }
        for (Managed server : servers()) {
            server.awaitExit(KILLED_LIMIT);
            empty(server);
        }
    }

    private static void empty(Managed server) {
        try {
            server.stored().wipe();
        } catch (IOException e) {
            throw Failure.environment("empty the store of " + server.name(), String.valueOf(e), "Remove it by hand.")
                    .causedBy(e);
        }
    }
}
