package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.server.Changes;
import natscompat.deployer.server.Dump;
import natscompat.deployer.server.FirstStart;
import natscompat.deployer.server.Lived;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.link.Links;
import natscompat.platform.view.Gate;

/** A cluster of pods. Changes of the mix are made by one thread at a time; everything else is thread-safe. */
final class KubernetesCluster implements Cluster {
    private static final Duration HEALTHY_LIMIT = Duration.ofSeconds(60);
    /** Beyond the limit of each start, which waits for pods. */
    private static final Duration FIRST_LIMIT = Duration.ofMinutes(2);
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);
    private static final Duration KILLED_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOG_LIMIT = Duration.ofSeconds(10);

    private final PodCluster context;
    private final List<KubernetesServer> servers;
    private final Rollout rollout;
    private final PodWatch watch;
    private final PodStalls stalls;
    private final Runnable onClose;
    private final AtomicReference<Mix> mix;

    /** Its objects are there, but for the StatefulSet. */
    KubernetesCluster(PodCluster context, ClusterObjects objects, List<KubernetesServer> servers, PodWatch watch, Runnable onClose) {
        this.context = context;
        this.servers = List.copyOf(servers);
        this.mix = new AtomicReference<>(context.spec().mix());
        this.rollout = Rollout.of(objects, this.servers, mix);
        this.watch = watch;
        this.stalls = new PodStalls(context.spec(), this.servers);
        this.onClose = onClose;
    }

    @Override
    public String name() {
        return context.spec().name();
    }

    @Override
    public List<Server> servers() {
        return List.copyOf(servers);
    }

    @Override
    public Login login() {
        return context.logins().workLogin();
    }

    @Override
    public Login systemLogin() {
        return context.logins().systemLogin();
    }

    @Override
    public Mix mix() {
        return mix.get();
    }

    @Override
    public Optional<Links> links() {
        return context.links().links();
    }

    private Changes changes() {
        return new Changes(this, context.spec(), servers, rollout, HEALTHY_LIMIT);
    }

    @Override
    public void start() {
        rollout.begin();
        new FirstStart(changes(), FIRST_PATIENCE, false).run(FIRST_LIMIT);
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        changes().roll(ordinal, release, stop, impatient);
    }

    /** The partition of a StatefulSet has one release below it and one above ({@link Rollout}). */
    @Override
    public boolean anyOrder() {
        return false;
    }

    @Override
    public void coldSwap(Mix next) {
        changes().coldSwap(next);
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        Gate.awaitCaughtUp(this, name, limit);
    }

    @Override
    public String missing(Server server) {
        return changes().missing(server);
    }

    @Override
    public String joinAnew(Server server) {
        KubernetesServer own = servers.get(server.ordinal());
        if (own.running()) {
            throw Failure.bug("let " + server.name() + " join anew", "its process runs", "Stop it first.");
        }
        String before = own.natsName();
        own.joinAnew();
        return before;
    }

    @Override
    public Optional<Failure> disturbed() {
        return servers.stream().flatMap(server -> server.disturbed().stream()).findFirst();
    }

    @Override
    public void dump(String label) {
        Dump.of(servers, label);
    }

    /** Their logs are whole when this returns. */
    @Override
    public void stop() {
        servers.forEach(server -> server.pods().last());
        changes().stop();
        for (KubernetesServer server : servers) {
            if (!server.awaitLog(LOG_LIMIT)) {
                note("the log of " + server.name() + " was not here to its end after " + LOG_LIMIT.toSeconds() + " s");
            }
        }
    }

    /** Ends a server for good, and brings its log and, where there is time for that, its store. */
    private void end(KubernetesServer server, Optional<StoresHome> home) {
        server.pods().last();
        server.life().filter(Lived::alive).ifPresent(Lived::end);
        server.awaitExit(KILLED_LIMIT);
        server.awaitLog(LOG_LIMIT);
        home.ifPresent(to -> {
            try {
                server.bring(to);
            } catch (IOException | FailureException | Waiting.Interrupted e) {
                note("the store of " + server.name() + " is not here, or not all of it: " + e.getMessage());
            }
        });
    }

    private void tell(StoresHome home) {
        try {
            int left = home.leftOut();
            if (left > 0) {
                note(left + " files of the stores are not here, for want of room or time: " + CellFolder.LEFT_OUT + " names them");
            }
        } catch (IOException e) {
            note("which files of the stores are not here could not be written down: " + e.getMessage());
        }
    }

    private void note(String text) {
        context.spec().emit(at -> new Event.Note(at, text));
    }

    @Override
    public void close() {
        // A cell that is being stopped closes its cluster from an interrupted thread: everything still has to end.
        boolean hurried = Thread.interrupted();
        boolean interrupted = hurried;
        StoresHome home = new StoresHome(context.spec().folder(), context.mostStoreBytes());
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> each.execute(() -> end(server, hurried ? Optional.empty() : Optional.of(home))));
        } catch (Waiting.Interrupted e) {
            interrupted = true;
        }
        tell(home);
        try {
            stalls.close();
            servers.forEach(KubernetesServer::close);
            watch.close();
            new ClusterEnd(context.api(), name(), context.deployment().labels()).deleteAll();
        } catch (FailureException e) {
            note("not deleted: " + e.failure().text());
        } catch (Waiting.Interrupted e) {
            interrupted = true;
        } finally {
            onClose.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
