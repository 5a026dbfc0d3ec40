package natscompat.deployer.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/**
 * Waits at one gate: tells what is missing, gives up early for a trouble that does not go by itself, and says why. Not
 * thread-safe.
 */
final class GateWatch {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int SHOWN = 3;
    private static final String AGAIN = " Then run the same command again: it goes on from where it is.";

    private final ApiServer api;
    private final Diagnosis diagnosis;
    private final Patience patience;
    private final DeployEvent.Listener listener;
    private final Gates.Goal goal;
    private final String gate;
    private final Function<Sight, List<String>> missing;
    private String said = "";

    GateWatch(
            ApiServer api,
            DeployEvent.Listener listener,
            Gates.Goal goal,
            String gate,
            Function<Sight, List<String>> missing) {
        this.api = api;
        this.diagnosis = new Diagnosis(api);
        this.patience = new Patience(api);
        this.listener = listener;
        this.goal = goal;
        this.gate = gate;
        this.missing = missing;
    }

    /** Comes back when nothing is missing. The time that the API server is away is not counted. */
    void await(Duration most) {
        try {
            api.patiently(gate, most, POLL, this::look);
        } catch (Waiting.TimedOut e) {
            throw overdue(most, e).causedBy(e);
        }
    }

    private Waiting.Look<Boolean> look() {
        Sight sight = Sight.of(api, goal.cluster());
        List<String> lacks = missing.apply(sight);
        if (lacks.isEmpty()) {
            return Waiting.Look.there(true);
        }
        String seen = shown(lacks);
        if (!seen.equals(said)) {
            said = seen;
            listener.on(new DeployEvent.Waits(gate, seen));
        }
        patience.over(diagnosis.trouble(sight, goal.servers())).ifPresent(lasting -> {
            throw failure(sight, lasting);
        });
        return Waiting.Look.notYet(seen);
    }

    private FailureException overdue(Duration most, Waiting.TimedOut e) {
        Sight sight = Sight.of(api, goal.cluster());
        return failure(sight, diagnosis.trouble(sight, goal.servers()).orElseGet(() -> {
            List<String> pods = goal.servers().stream().map(Expected::pod).toList();
            String pod = pods.stream().filter(e.lastSeen()::contains).findFirst().orElse(pods.getFirst());
            return new Trouble(Category.DEPLOY, "pod/" + pod, "after " + most.toSeconds() + " s: " + e.lastSeen(),
                    "See kubectl describe pod " + pod + " -n " + api.namespace() + ", or wait longer with --limit.",
                    Duration.ZERO);
        }));
    }

    private FailureException failure(Sight sight, Trouble why) {
        List<String> lines = new ArrayList<>(List.of(why.object() + ": " + why.why()));
        if (why.why().contains("Insufficient")) {
            lines.addAll(new Room(api).lines(sight));
        } else {
            lines.addAll(diagnosis.details(why.object().substring(why.object().indexOf('/') + 1)));
        }
        String tried = "start " + goal.mix() + " in namespace " + api.namespace() + ": wait for " + gate;
        return new Failure(why.category(), tried, String.join("\n", lines), why.next() + AGAIN).asException();
    }

    private static String shown(List<String> lacks) {
        String more = lacks.size() > SHOWN ? "; and " + (lacks.size() - SHOWN) + " more" : "";
        return String.join("; ", lacks.subList(0, Math.min(SHOWN, lacks.size()))) + more;
    }
}
