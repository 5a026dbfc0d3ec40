package natscompat.deployer.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;

/** Goes through the gates of a start one after the other, tells of them, and says why when one stays shut. */
final class Gates {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEADER = Duration.ofSeconds(60);
    private static final Duration RELEASES = Duration.ofSeconds(30);
    private static final int SHOWN = 3;
    private static final String AGAIN = " Then run the same command again: it goes on from where it is.";

    private final ApiServer api;
    private final Servers servers;
    private final Diagnosis diagnosis;
    private final DeployEvent.Listener listener;
    private final UnaryOperator<Duration> limit;

    Gates(ApiServer api, Monitoring monitoring, DeployEvent.Listener listener, Optional<Duration> limit) {
        this.api = api;
        this.servers = new Servers(monitoring);
        this.diagnosis = new Diagnosis(api);
        this.listener = listener;
        this.limit = usual -> limit.orElse(usual);
    }

    /** What is waited for: the servers of a mix. */
    private record Goal(String cluster, Mix mix, List<Expected> servers) {
        String words() {
            return mix + " in cluster " + cluster;
        }
    }

    /**
     * Waits until the servers run as the mix says.
     *
     * @throws FailureException with the pod, the reason and what to do about it
     */
    void await(String cluster, Mix mix, List<Expected> all) {
        Goal goal = new Goal(cluster, mix, all);
        for (StartGate gate : StartGate.values()) {
            await(gate.words(), limit.apply(gate.limit()), goal, sight -> gate.missing(sight, all));
        }
        await("one meta leader", limit.apply(LEADER), goal, sight -> servers.withoutLeader(all));
        await("releases as asked", limit.apply(RELEASES), goal, sight -> servers.notAsAsked(sight, all));
    }

    private void await(String gate, Duration most, Goal goal, Function<Sight, List<String>> look) {
        long began = System.nanoTime();
        Standstill standstill = new Standstill();
        List<Sight> last = new ArrayList<>();
        try {
            Waiting.until(gate, most, POLL, () -> {
                Sight sight = Sight.of(api, goal.cluster());
                last.add(0, sight);
                List<String> missing = look.apply(sight);
                if (missing.isEmpty()) {
                    return Waiting.Look.there(true);
                }
                String seen = shown(missing);
                if (standstill.saysNew(seen)) {
                    listener.on(new DeployEvent.Waits(gate, seen));
                }
                diagnosis.trouble(sight, goal.servers()).ifPresent(trouble -> {
                    if (standstill.lasts(trouble)) {
                        throw failure(gate, goal, sight, trouble);
                    }
                });
                return Waiting.Look.notYet(seen);
            });
        } catch (Waiting.TimedOut e) {
            throw overdue(gate, most, goal, last.getFirst(), e).causedBy(e);
        }
        listener.on(new DeployEvent.Reached(gate, Duration.ofNanos(System.nanoTime() - began)));
    }

    private FailureException overdue(String gate, Duration most, Goal goal, Sight sight, Waiting.TimedOut e) {
        return diagnosis.trouble(sight, goal.servers())
                .map(trouble -> failure(gate, goal, sight, trouble))
                .orElseGet(() -> {
                    String pod = goal.servers().stream().map(Expected::pod).filter(e.lastSeen()::contains).findFirst()
                            .orElse(goal.servers().getFirst().pod());
                    return failure(gate, goal, sight, new Trouble(Category.DEPLOY, "pod/" + pod,
                            "after " + most.toSeconds() + " s: " + e.lastSeen(),
                            "See kubectl describe pod " + pod + " -n " + api.namespace()
                                    + ", or wait longer with --limit.", Duration.ZERO));
                });
    }

    private FailureException failure(String gate, Goal goal, Sight sight, Trouble trouble) {
        List<String> why = new ArrayList<>(List.of(trouble.object() + ": " + trouble.why()));
        if (trouble.why().contains("Insufficient")) {
            why.addAll(new Room(api).lines(sight));
        } else {
            why.addAll(diagnosis.details(trouble.object().substring(trouble.object().indexOf('/') + 1)));
        }
        return new Failure(trouble.category(),
                        "start " + goal.words() + " in namespace " + api.namespace() + ": wait for " + gate,
                        String.join("\n", why), trouble.next() + AGAIN)
                .asException();
    }

    private static String shown(List<String> missing) {
        String more = missing.size() > SHOWN ? "; and " + (missing.size() - SHOWN) + " more" : "";
        return String.join("; ", missing.subList(0, Math.min(SHOWN, missing.size()))) + more;
    }
}
