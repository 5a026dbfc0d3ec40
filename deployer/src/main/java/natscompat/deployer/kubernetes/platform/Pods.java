package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.kubernetes.PodDeletion;
import natscompat.deployer.sidecar.Sight;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;

/** The pods of one server, one after the other. Told of by the cluster's watch. Thread-safe. */
final class Pods implements AutoCloseable {
    private static final String BACK_OFF = "CrashLoopBackOff";
    private static final Duration SIDECAR_LIMIT = Duration.ofSeconds(30);
    private static final Duration SIDECAR_POLL = Duration.ofMillis(200);

    /** A sidecar is asked all the time: this is several questions long, and more than a kubelet needs to begin it again. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final String server;
    private final PodCluster cluster;
    private final ServerPod.Listener listener;
    private final Duration silence;
    private final AtomicReference<Optional<PodView>> view = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<ServerPod>> pod = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Failure>> unlinked = new AtomicReference<>(Optional.empty());
    private final Set<String> replacing = ConcurrentHashMap.newKeySet();
    private final Set<String> backOffs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean last = new AtomicBoolean();

    /** Knows none yet; {@code listener} also hears {@link Sight#NONE} of a pod that is gone. */
    Pods(String server, PodCluster cluster, ServerPod.Listener listener) {
        this(server, cluster, listener, SILENCE);
    }

    Pods(String server, PodCluster cluster, ServerPod.Listener listener, Duration silence) {
        this.silence = silence;
        this.server = server;
        this.cluster = cluster;
        this.listener = listener;
    }

    /** The one that is there now, as the API server tells of it. */
    Optional<PodView> view() {
        return view.get();
    }

    /** Whether this one is the one that is there. */
    boolean has(ServerPod of) {
        return pod.get().filter(of::equals).isPresent();
    }

    /** The one that is there, if it is to stay. */
    Optional<ServerPod> lasting() {
        Optional<ServerPod> now = pod.get();
        now.filter(this::worn).ifPresent(this::replace);
        return now.filter(p -> !worn(p)
                && view.get().filter(v -> v.uid().equals(p.uid()) && !v.goes()).isPresent());
    }

    /** Nothing is started any more: a pod stays from now on, however many of its processes have ended. */
    void last() {
        last.set(true);
    }

    private boolean worn(ServerPod of) {
        return of.worn() && !last.get();
    }

    /** The one that is there, if it is to stay, is of that release, and its process waits to be started. */
    Optional<ServerPod> waiting(String release) {
        return lasting().filter(p -> p.release().equals(release) && p.sight().phase() == Sight.Phase.WAITING);
    }

    /** What is there, for people. */
    String text() {
        return view.get().map(PodView::text).orElse("there is no pod " + server)
                + pod.get().map(p -> "; of release " + p.release() + "; " + p.text()).orElse("");
    }

    /** From the watch: a pod of this server is there, or is something else than before. */
    void seen(PodView now) {
        pod.get().filter(p -> !p.uid().equals(now.uid()) || moved(p, now)).ifPresent(this::drop);
        Optional<PodView> before = view.getAndSet(Optional.of(now)).filter(v -> v.uid().equals(now.uid()));
        before.filter(v -> v.sidecarRestarts() < now.sidecarRestarts()).ifPresent(v -> sidecarAgain());
        now.waiting().filter(why -> BACK_OFF.equals(why.getReason())).ifPresent(why -> backOff(now, why.getMessage()));
        Optional<String> address = now.address();
        if (address.isPresent() && pod.get().isEmpty() && !now.goes()) {
            pod.set(Optional.of(new ServerPod(now, address.get(), cluster.logins().token(), listener)));
        }
    }

    /** A node that was away makes a pod's sandbox anew: the same pod, another address, other processes. */
    private static boolean moved(ServerPod known, PodView now) {
        return now.address().filter(address -> !address.equals(known.address())).isPresent();
    }

    /** How a pod that we did not end was taken away; empty when it is there still, or when it was us. */
    Optional<String> takenAway(ServerPod of) {
        if (replacing.contains(of.uid())) {
            return Optional.empty();
        }
        Optional<PodView> now = view.get().filter(v -> v.uid().equals(of.uid()));
        Optional<String> why = now.flatMap(PodView::disruption);
        if (why.isPresent()) {
            return why;
        }
        if (now.isEmpty()) {
            return Optional.of("its pod is gone");
        }
        if (now.get().goes()) {
            return Optional.of("its pod was deleted");
        }
        return has(of) ? Optional.empty() : Optional.of("its pod was set up anew with another address");
    }

    /**
     * Whether what keeps its pod from coming up is no doing of the server: no room, no node, no image. A server that ended so
     * often that the kubelet lets it wait is another matter.
     */
    boolean notByItself() {
        Optional<PodView> now = view.get();
        boolean backOff = now.flatMap(PodView::waiting).filter(why -> BACK_OFF.equals(why.getReason())).isPresent();
        return !backOff && (now.isEmpty() || now.get().goes() || !now.get().begun());
    }

    /** Empty unless a link proxy ended, and with it what the connections through it were to meet. */
    Optional<Failure> unlinked() {
        return unlinked.get();
    }

    /**
     * Empty unless the sidecar of a pod that is to stay has fallen silent: no fault of ours and no release does that, but a node
     * that is dead does, long before Kubernetes says so.
     */
    Optional<Failure> unreached() {
        return pod.get()
                .filter(now -> stays(now) && now.silence().compareTo(silence) > 0)
                .map(now -> Failure.environment("reach the pod of " + server,
                        "for " + now.silence().toSeconds() + " s " + now.text() + "; its node may be gone",
                        "See kubectl get nodes, and kubectl describe pod " + server + " -n " + cluster.api().namespace()
                                + ". Then run the cell again.").failure());
    }

    private boolean stays(ServerPod now) {
        return !replacing.contains(now.uid()) && view.get().filter(v -> v.uid().equals(now.uid()) && !v.goes()).isPresent();
    }

    /** A link proxy that was started again lets everything through until it is told again. */
    private void sidecarAgain() {
        cluster.spec().emit(at -> new Event.Note(at, "the sidecar of " + server + " was started again"));
        if (cluster.links().links().isEmpty() || pod.get().filter(this::stays).isEmpty()) {
            return;
        }
        unlinked.set(Optional.of(Failure.environment("pass on what " + server + " and its clients send",
                "its sidecar, which is its link proxy, was started again",
                "See why: kubectl logs " + server + " -c sidecar --previous. Then run the cell again.").failure()));
        pod.get().ifPresent(now -> Thread.ofVirtual().name("again-" + server).start(() -> tellAgain(now)));
    }

    private void tellAgain(ServerPod now) {
        boolean told = Waiting.reached("the new sidecar of " + server, SIDECAR_LIMIT, SIDECAR_POLL, () -> {
            try {
                cluster.links().again(server, now);
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        String what = told ? "was told its links again" : "could not be told its links again";
        cluster.spec().emit(at -> new Event.Note(at, "the new sidecar of " + server + " " + what));
    }

    private void backOff(PodView now, String message) {
        if (backOffs.add(now.uid() + "/" + now.restarts())) {
            cluster.spec().emit(at -> new Event.Note(at, "crash back-off of " + server + ": " + message));
        }
    }

    /** From the watch: it is there no more. */
    void gone(PodView gone) {
        pod.get().filter(p -> p.uid().equals(gone.uid())).ifPresent(this::drop);
        view.updateAndGet(now -> now.filter(v -> !v.uid().equals(gone.uid())));
    }

    private void drop(ServerPod gone) {
        Optional<ServerPod> now = pod.get();
        if (now.filter(gone::equals).isPresent() && pod.compareAndSet(now, Optional.empty())) {
            cluster.links().leaves(server, gone);
            gone.close();
            listener.changed(gone, Sight.NONE);
        }
    }

    /** The end of a process in that pod is on record: where the next one would wait for the kubelet, the pod goes. */
    void recorded(ServerPod of) {
        if (worn(of) && has(of)) {
            replace(of);
        }
    }

    /** Deletes a pod whose server does not run, with its normal grace, so that one of the present template comes. */
    void delete(PodView old) {
        replacing.add(old.uid());
        new PodDeletion(cluster.api()).delete(server, old.uid());
    }

    /** Deletes the pod with its normal grace; its StatefulSet makes the next one, with the same name and claim. */
    private void replace(ServerPod worn) {
        if (replacing.add(worn.uid())) {
            Thread.ofVirtual().name("replace-" + server).start(() -> {
                try {
                    new PodDeletion(cluster.api()).delete(server, worn.uid());
                } catch (FailureException e) {
                    replacing.remove(worn.uid());
                    cluster.spec().emit(at -> new Event.Note(at, "not replaced: " + e.failure().text()));
                }
            });
        }
    }

    @Override
    public void close() {
        pod.getAndSet(Optional.empty()).ifPresent(ServerPod::close);
    }
}
