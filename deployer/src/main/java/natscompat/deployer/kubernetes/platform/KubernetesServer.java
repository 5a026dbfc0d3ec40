package natscompat.deployer.kubernetes.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.deployer.kubernetes.Events;
import natscompat.deployer.server.LogTail;
import natscompat.deployer.server.Managed;
import natscompat.deployer.sidecar.Sight;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.history.Event;
import natscompat.model.plan.ServerName;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import natscompat.platform.store.Store;

/**
 * One server: a name, a volume and an address that stay, one pod after another, and in these one process after another.
 * Everything that happens to a process becomes an event. Thread-safe.
 */
final class KubernetesServer implements Managed {
    /** A pod that is just being replaced when its cluster ends. */
    private static final Duration LEAVING = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LAST_LOG = Duration.ofSeconds(5);
    private static final int LAST_LINES = 20;
    private static final int LAST_WORDS = 5;

    private final String name;
    private final int ordinal;
    private final String clientUrl;
    private final PodCluster cluster;
    private final Pods pods;
    private final PodLog log;
    private final ReentrantLock starting = new ReentrantLock();
    private final AtomicInteger joined = new AtomicInteger();
    private final AtomicReference<BuiltRelease> release;
    private final AtomicReference<Optional<PodLife>> life = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Failure>> disturbed = new AtomicReference<>(Optional.empty());

    /**
     * Has no pod yet.
     *
     * @param clientUrl where clients connect
     * @param folder where its log goes
     */
    KubernetesServer(
            String name, int ordinal, String clientUrl, PodCluster cluster, Path folder, BuiltRelease release) {
        this.name = name;
        this.ordinal = ordinal;
        this.clientUrl = clientUrl;
        this.cluster = cluster;
        this.release = new AtomicReference<>(release);
        this.pods = new Pods(name, cluster, this::changed);
        this.log = new PodLog(cluster, name, pods::view, folder.resolve("nats.log"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int ordinal() {
        return ordinal;
    }

    @Override
    public String release() {
        return release.get().name();
    }

    @Override
    public BuiltRelease built() {
        return release.get();
    }

    @Override
    public String natsName() {
        return ServerName.joined(name, joined.get());
    }

    /** From the next start on NATS knows it under a new name. */
    void joinAnew() {
        joined.incrementAndGet();
    }

    /** From the next start on it runs the release of that name. */
    void become(String next) {
        BuiltRelease known = cluster.spec().releases().get(next);
        if (known == null) {
            throw Failure.bug("roll " + name + " to " + next, "the cluster was not made for that release",
                    "Name every release of the walk in the ClusterSpec.");
        }
        release.set(known);
    }

    @Override
    public String clientUrl() {
        return clientUrl;
    }

    /** Its process is on another machine. */
    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }

    @Override
    public boolean running() {
        return life.get().filter(PodLife::alive).isPresent();
    }

    @Override
    public Optional<PodLife> life() {
        return life.get();
    }

    /** Its pods, told of by the cluster's watch. */
    Pods pods() {
        return pods;
    }

    /** There once the cluster is closed: until then it is on a volume of another machine. */
    @Override
    public Path store() {
        return log().resolveSibling("store");
    }

    @Override
    public Path log() {
        return log.file();
    }

    /** Its claim is as new as the cluster. */
    @Override
    public boolean empty() {
        return life.get().isEmpty();
    }

    @Override
    public Store stored() {
        return new PodStore(pods, LONGEST_START);
    }

    /**
     * Brings its store into the cell's folder; nothing where it never ran.
     *
     * @throws IOException when its pod is not there, or the folder cannot be written
     */
    void bring(StoresHome home) throws IOException {
        if (life.get().isPresent()) {
            home.bring(name, new PodStore(pods, LEAVING));
        }
    }

    @Override
    public String refuseWrites(boolean refuse) {
        String tried = "limit what " + name + " writes";
        PodLife now = life.get().filter(PodLife::alive).orElseThrow(
                () -> Failure.deploy(tried, "it has no process", "See its log in the run folder."));
        try {
            return now.pod().sidecar().refuseWrites(now.process(), refuse);
        } catch (IOException e) {
            throw Failure.deploy(tried, String.valueOf(e.getMessage()), seeSidecar()).causedBy(e);
        }
    }

    /** What ended it, or the links before it, or hides it from us, that was neither told by us nor its own doing. */
    Optional<Failure> disturbed() {
        return disturbed.get().or(pods::unlinked).or(pods::unreached);
    }

    private String seeSidecar() {
        return "See the log of its sidecar: kubectl logs " + name + " -c sidecar.";
    }

    @Override
    public JsonNode monitor(String pathAndQuery, Duration limit) throws IOException {
        PodLife now = life.get().filter(PodLife::alive).orElseThrow(() -> new IOException(name + " has no process"));
        JsonNode answer = now.pod().monitoring().ask(pathAndQuery, limit);
        Optional<String> expected = now.serverId();
        String id = answer.path("server_id").asText("");
        if (expected.isPresent() && !id.isEmpty() && !id.equals(expected.get())) {
            throw new IOException("another server (" + id + ") answers in the place of " + name);
        }
        return answer;
    }

    @Override
    public void signal(Signal signal) {
        PodLife now = life.get().filter(PodLife::alive).orElseThrow(() -> Failure.deploy(
                "send " + signal + " to " + name, "it has no process", "See its log in the run folder."));
        try {
            now.signal(signal);
        } catch (IOException e) {
            Sight seen = now.pod().sight();
            if (now.alive() && seen.sameProcess(now.process())) {
                throw Failure.deploy("send " + signal + " to " + name, String.valueOf(e.getMessage()), seeSidecar())
                        .causedBy(e);
            }
            // It has just ended: no error, as on any platform.
        }
    }

    @Override
    public boolean awaitExit(Duration limit) {
        return life.get().map(l -> l.awaitEnd(limit)).orElse(true);
    }

    @Override
    public void start() {
        starting.lock();
        try {
            if (life.get().filter(l -> !l.ended().isDone()).isPresent()) {
                throw Failure.deploy("start " + name, "its process still runs", "Stop it first.");
            }
            keepConfiguration();
            PodLife begun = begun();
            life.set(Optional.of(begun));
            Thread.ofVirtual().name("prove-" + name).start(() -> prove(begun));
            // What happened before it was known as a life was heard by nobody.
            if (!pods.has(begun.pod()) || !begun.pod().sight().sameProcess(begun.process())) {
                ended(begun);
            }
        } finally {
            starting.unlock();
        }
    }

    /** Its nats.conf as its ConfigMap has it: passwords are none of it. */
    private void keepConfiguration() {
        ReleaseImage image = cluster.deployment().release(release());
        String text = new DeploymentFiles(Templates.packed()).natsConf(cluster.deployment(), image);
        Path file = log().resolveSibling("nats.conf");
        try {
            Files.writeString(file, extra().isEmpty() ? text : text + extra() + "\n");
        } catch (IOException e) {
            throw Failure.environment("write " + file, String.valueOf(e), "Is the disk full?").causedBy(e);
        }
    }

    /** What its configuration gets beyond the one of its release. */
    private String extra() {
        return joined.get() == 0 ? "" : "server_name: \"" + natsName() + "\"";
    }

    private PodLife begin(ServerPod pod) throws IOException {
        Sight waiting = pod.sight();
        cluster.links().joins(name, pod);
        Sight running;
        try {
            running = pod.sidecar().start(extra());
        } catch (IOException e) {
            running = pod.look(Sight.NONE);
            if (!running.runs() || !running.sameProcess(waiting)) {
                throw e;
            }
        }
        return PodLife.of(pod, running, life.get().map(PodLife::number).orElse(0) + 1, release.get());
    }

    /** A new life in a pod of the right release whose process waits to be started, as soon as there is one. */
    private PodLife begun() {
        String folder = cluster.deployment().release(release()).folder().value();
        try {
            return Waiting.until("a pod of " + name + " whose process waits", LONGEST_START, POLL, () -> {
                Optional<ServerPod> pod = pods.waiting(folder);
                if (pod.isEmpty()) {
                    return Waiting.Look.notYet(pods.text());
                }
                try {
                    return Waiting.Look.there(begin(pod.get()));
                } catch (IOException e) {
                    return Waiting.Look.notYet(String.valueOf(e.getMessage()));
                }
            });
        } catch (Waiting.TimedOut e) {
            throw new Failure(pods.notByItself() ? Category.ENVIRONMENT : Category.DEPLOY, "start " + name + " on " + release(),
                    "after " + LONGEST_START.toSeconds() + " s: " + e.lastSeen() + notMade(),
                    "See kubectl describe pod " + name + " -n " + cluster.api().namespace() + ".").asException().causedBy(e);
        }
    }

    /** Where there is no pod, its StatefulSet says why: a quota, a policy. */
    private String notMade() {
        String events = pods.view().isPresent() ? "" : new Events(cluster.api()).lines("StatefulSet", cluster.deployment().cluster());
        return events.isEmpty() ? "" : " (" + events.replace("\n", "; ") + ")";
    }

    /** Called for each change of a process in one of its pods, and with {@link Sight#NONE} when a pod is gone. */
    private void changed(ServerPod pod, Sight sight) {
        life.get()
                .filter(now -> now.pod().equals(pod) && !sight.sameProcess(now.process()))
                .ifPresent(this::ended);
    }

    private void ended(PodLife of) {
        if (of.gone().compareAndSet(false, true)) {
            Thread.ofVirtual().name("end-" + name).start(() -> recordEnd(of));
        }
    }

    private void recordEnd(PodLife of) {
        int exit = -1;
        try {
            boolean ours = of.told().get();
            exit = new ExitStatus(pods::view).of(of);
            boolean told = ours || byOthers(of);
            if (!told) {
                log.awaitEnd(of.pod().uid(), of.container(), LAST_LOG);
            }
            int status = exit;
            cluster.spec().emit(at -> new Event.ServerEnded(at, name, of.release().name(), told, status,
                    of.process().pid(), of.number(), told ? List.of() : LogTail.of(log(), LAST_LINES)));
            of.proven().completeExceptionally(Failure.deploy("start " + name + " on " + of.release().name(),
                    "it ended with status " + exit + " before it answered; its last words: "
                            + String.join(" | ", LogTail.of(log(), LAST_WORDS)),
                    "See " + log() + "."));
        } finally {
            // Whoever waits for the end must not wait for ever because its record could not be written.
            of.ended().complete(exit);
            pods.recorded(of.pod());
        }
    }

    /** Whether Kubernetes, or somebody through it, took the pod away: told, then, but not by us. */
    private boolean byOthers(PodLife of) {
        Optional<String> how = pods.takenAway(of.pod());
        how.ifPresent(words -> {
            disturbed.compareAndSet(Optional.empty(), Optional.of(Failure.environment("keep " + name + " running",
                    "it was ended by Kubernetes: " + words, "Run the cell again where nobody takes pods away.").failure()));
            cluster.spec().emit(at -> new Event.Note(at, name + " was ended by Kubernetes: " + words));
        });
        return how.isPresent();
    }

    private void prove(PodLife of) {
        new PodProof(natsName(), cluster, of, pods::view).prove().ifPresent(shown -> {
            // Recorded before anyone can act on it, so that no later event of this life comes first.
            cluster.spec().emit(at -> new Event.ServerStarted(at, name, ordinal, of.release().name(), shown.version(),
                    shown.commit(), shown.sha256(), shown.serverId(), of.process().pid(), of.number()));
            of.proven().complete(shown.serverId());
        });
    }

    /** Waits until its log is here up to the end of its last life. */
    boolean awaitLog(Duration limit) {
        return life.get().map(l -> l.alive() || log.awaitEnd(l.pod().uid(), l.container(), limit)).orElse(true);
    }

    /** Follows neither its pods nor its log any more. */
    void close() {
        pods.close();
        log.close();
    }
}
