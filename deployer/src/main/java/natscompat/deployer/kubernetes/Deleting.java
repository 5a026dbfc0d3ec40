package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.deployer.kubernetes.Belongings.Belonging;
import natscompat.generator.kubernetes.Labels;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;

/**
 * Deletes what carries our label in a namespace, and nothing else: first what makes others, then these, then what they
 * used. Whoever is killed is followed by whoever deletes again. Used by one thread.
 */
public final class Deleting {
    /** The resources that stay with {@code --keep-data}: the data, and the passwords of the cluster that has it. */
    private static final Set<String> DATA = Set.of("persistentvolumeclaims", "secrets");
    /** What makes pods. */
    private static final Set<String> MAKERS = Set.of("jobs.batch", "statefulsets.apps");

    private static final String PODS = "pods";
    private static final Duration BEYOND_GRACE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int SHOWN = 3;

    private final ApiServer api;
    private final DeployEvent.Listener listener;
    private final Belongings belongings;
    private final boolean keepData;
    private final Duration limit;

    /**
     * Deletes through this server.
     *
     * @param keepData whether claims and secrets stay
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when there is no such namespace
     */
    public Deleting(ApiServer api, DeployEvent.Listener listener, boolean keepData) {
        this(inNamespace(api), listener, keepData, new Belongings(api, noting(listener)));
    }

    private static ApiServer inNamespace(ApiServer api) {
        new Surroundings(api).namespaceToDeleteFrom();
        return api;
    }

    private static Consumer<String> noting(DeployEvent.Listener listener) {
        return text -> listener.on(new DeployEvent.Note(text));
    }

    private Deleting(ApiServer api, DeployEvent.Listener listener, boolean keepData, Belongings belongings) {
        this(api, listener, keepData, belongings, BEYOND_GRACE);
    }

    /** With another limit of each wait, beyond the grace of pods. */
    Deleting(ApiServer api, DeployEvent.Listener listener, boolean keepData, Belongings belongings, Duration limit) {
        this.api = api;
        this.limit = limit;
        this.listener = listener;
        this.keepData = keepData;
        this.belongings = belongings;
    }

    /** Deletes what one run made, and nothing of another one beside it. */
    public static Deleting ofRun(ApiServer api, DeployEvent.Listener listener, String run) {
        return new Deleting(api, listener, false, new Belongings(
                api, Kind.all(api), Map.of(Labels.RUN, run), noting(listener)));
    }

    /** Deletes the clusters of one cell of a run: all that a runner may see of what it makes. Their Secrets go with that. */
    public static Deleting ofCell(ApiServer api, DeployEvent.Listener listener, String run, int cell) {
        return new Deleting(api, listener, false, new Belongings(
                api, Kind.OF_CELLS, Map.of(Labels.RUN, run, Labels.CELL, Integer.toString(cell)),
                noting(listener)));
    }

    /** What would be deleted, as kubectl names it, in that order; what a controller takes along is not named. */
    public List<String> list() {
        return going().stream().filter(one -> !one.kept()).map(Belonging::name).toList();
    }

    /**
     * Deletes it, and comes back when it is gone.
     *
     * @throws natscompat.model.failure.FailureException DEPLOY when something stays, with what holds it
     */
    public void delete() {
        List<Belonging> all = going();
        Duration ofPods = all.stream().map(Deleting::grace).reduce(Duration.ZERO, (a, b) -> a.compareTo(b) > 0 ? a : b)
                .plus(limit);
        delete(all.stream().filter(one -> MAKERS.contains(one.kind().resource())).toList());
        // Pods that nobody keeps any more: a maker of them is gone already.
        delete(all.stream().filter(one -> one.kind().resource().equals(PODS) && !one.kept()).toList());
        await("pods gone", ofPods, kind -> kind.resource().equals(PODS));
        delete(all.stream()
                .filter(one -> !MAKERS.contains(one.kind().resource()) && !one.kind().resource().equals(PODS))
                .filter(one -> !one.kept())
                .toList());
        await("everything gone", limit, kind -> true);
    }

    /** Deletes it as well, but waits for nothing: Kubernetes keeps a claim until the pods that use it are gone. */
    public void letGo() {
        delete(going().stream().filter(one -> !one.kept()).toList());
    }

    private List<Belonging> going() {
        return going(kind -> true);
    }

    private List<Belonging> going(Predicate<Kind> which) {
        return belongings.list(kind -> which.test(kind) && !(keepData && DATA.contains(kind.resource())));
    }

    private void delete(List<Belonging> these) {
        for (Belonging one : these) {
            belongings.delete(one);
            listener.on(new DeployEvent.Done(one.name(), "deleted"));
        }
    }

    /**
     * Waits until nothing of some kinds is there; the time that the API server is away is not counted. What turns up meanwhile goes too: a controller may have made it just
     * before its own end.
     */
    private void await(String goal, Duration most, Predicate<Kind> which) {
        long began = System.nanoTime();
        AtomicReference<List<Belonging>> left = new AtomicReference<>(going(which));
        AtomicReference<String> said = new AtomicReference<>("");
        try {
            api.patiently(goal, most, POLL, () -> {
                // The kinds of which something was left, and all of them once more at the end.
                Set<Kind> open = left.get().stream().map(Belonging::kind).collect(Collectors.toSet());
                List<Belonging> there = open.isEmpty() ? List.of() : going(open::contains);
                left.set(there.isEmpty() ? going(which) : there);
                if (left.get().isEmpty()) {
                    return Waiting.Look.there(true);
                }
                left.get().stream()
                        .filter(one -> one.object().getMetadata().getDeletionTimestamp() == null && !one.kept())
                        .forEach(belongings::delete);
                String seen = shown(left.get());
                if (!seen.equals(said.getAndSet(seen))) {
                    listener.on(new DeployEvent.Waits(goal, seen));
                }
                return Waiting.Look.notYet(seen);
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("delete everything of ours in namespace " + api.namespace(),
                            "after " + most.toSeconds() + " s there is still: " + e.lastSeen(),
                            "See kubectl describe of it: a finalizer waits for somebody, or the node of a pod does not answer (kubectl get"
                                    + " nodes). Then run the same command again.")
                    .causedBy(e);
        }
        listener.on(new DeployEvent.Reached(goal, Duration.ofNanos(System.nanoTime() - began)));
    }

    private static String shown(List<Belonging> left) {
        String names = left.stream().limit(SHOWN).map(Deleting::words).collect(Collectors.joining(", "));
        return left.size() > SHOWN ? names + " and " + (left.size() - SHOWN) + " more" : names;
    }

    private static String words(Belonging one) {
        ObjectMeta meta = one.object().getMetadata();
        Object node = one.kind().resource().equals(PODS) ? one.object().get("spec", "nodeName") : null;
        return one.name() + (node == null ? "" : " on node " + node)
                + (meta.getFinalizers().isEmpty() ? "" : " (held by " + String.join(", ", meta.getFinalizers()) + ")");
    }

    /** How long a pod may take to stop. */
    private static Duration grace(Belonging one) {
        Object seconds = one.kind().resource().equals(PODS)
                ? one.object().get("spec", "terminationGracePeriodSeconds")
                : null;
        return seconds instanceof Number number ? Duration.ofSeconds(number.longValue()) : Duration.ZERO;
    }
}
