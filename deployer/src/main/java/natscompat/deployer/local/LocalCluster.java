package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.host.LoopMounts;
import natscompat.deployer.link.ProxyProcess;
import natscompat.generator.Credentials;
import natscompat.generator.ServerConfig;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.link.Links;
import natscompat.platform.view.Gate;

/** A cluster of processes. Changes of the mix are made by one thread at a time; everything else is thread-safe. */
final class LocalCluster implements Cluster {
    private static final Duration HEALTHY_LIMIT = Duration.ofSeconds(60);
    private static final Duration KILLED_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(15);

    private final ClusterContext context;
    private final AddressBlock block;
    private final Configs configs;
    private final List<LocalServer> servers;
    private final Stopper stopper;
    private final Optional<ProxyProcess> proxy;
    private final Runnable onClose;
    private final AtomicReference<Mix> mix;

    LocalCluster(
            ClusterContext context,
            AddressBlock block,
            Configs configs,
            List<LocalServer> servers,
            Optional<ProxyProcess> proxy,
            Runnable onClose) {
        this.context = context;
        this.block = block;
        this.configs = configs;
        this.servers = List.copyOf(servers);
        this.stopper = new Stopper(context, Stopper.Limits.DEFAULT);
        this.proxy = proxy;
        this.onClose = onClose;
        this.mix = new AtomicReference<>(context.spec().mix());
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
        return login(configs.logins().work());
    }

    @Override
    public Login systemLogin() {
        return login(configs.logins().system());
    }

    private static Login login(Credentials credentials) {
        return new Login(credentials.user(), credentials.password());
    }

    @Override
    public Mix mix() {
        return mix.get();
    }

    @Override
    public Optional<Links> links() {
        return proxy.map(ProxyProcess::links);
    }

    /** For tests: the address that is held. */
    String claimed() {
        return block.claimed();
    }

    @Override
    public void start() {
        new FirstStart(this, context, servers).run(HEALTHY_LIMIT);
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        LocalServer server = servers.get(ordinal);
        context.emit(at -> new Event.ServerOut(at, server.name(), "roll to " + release));
        stopper.stop(server, stop);
        become(server, release);
        server.start();
        awaitProven(server);
        if (impatient) {
            awaitHealthy(server);
            Thread.ofVirtual().name("back-" + server.name()).start(() -> awaitBack(server));
        } else {
            Gate.awaitCaughtUp(this, "the gate after rolling " + server.name() + " to " + release, HEALTHY_LIMIT);
            context.emit(at -> new Event.ServerBack(at, server.name(), "healthy and caught up"));
        }
    }

    @Override
    public void coldSwap(Mix next) {
        servers.forEach(s -> context.emit(at -> new Event.ServerOut(at, s.name(), "cold swap to " + next)));
        stop();
        for (LocalServer server : servers) {
            become(server, next.release(server.ordinal()));
        }
        servers.forEach(LocalServer::start);
        servers.forEach(this::awaitProven);
        Gate.awaitCaughtUp(this, "the gate after the cold swap to " + next, HEALTHY_LIMIT);
        servers.forEach(s -> context.emit(at -> new Event.ServerBack(at, s.name(), "healthy and caught up")));
    }

    /** The next life of the server is of that release, with the keys that it knows. */
    private void become(LocalServer server, String name) {
        BuiltRelease release = context.spec().releases().get(name);
        if (release == null) {
            throw Failure.bug("roll " + server.name() + " to " + name, "the cluster was not made for that release",
                    "Name every release of the walk in the ClusterSpec.");
        }
        server.become(release);
        configure(server);
        mix.updateAndGet(now -> now.with(server.ordinal(), name));
    }

    private void configure(LocalServer server) {
        try {
            ServerFiles.writeSecret(server.files().conf(), configs.text(server));
        } catch (IOException e) {
            throw Failure.environment("write " + server.files().conf(), String.valueOf(e), "Is the disk full?").causedBy(e);
        }
    }

    @Override
    public String joinAnew(Server server) {
        LocalServer local = servers.get(server.ordinal());
        if (local.running()) {
            throw Failure.bug("let " + server.name() + " join anew", "its process runs", "Stop it first.");
        }
        String before = local.natsName();
        local.joinAnew();
        configure(local);
        return before;
    }

    /** A server that is not what was started, or ended at once, fails here instead of at the end of a long wait. */
    void awaitProven(LocalServer server) {
        Life life = server.life().orElseThrow();
        try {
            Waiting.until("the proof of " + server.name(), HEALTHY_LIMIT, POLL, () -> {
                life.refuted().ifPresent(failure -> {
                    throw failure;
                });
                return life.serverId().map(Waiting.Look::there).orElseGet(() -> Waiting.Look.notYet("no answer"));
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("start " + server.name(), e.lastSeen(), "See " + server.log() + ".").causedBy(e);
        }
    }

    private void awaitHealthy(LocalServer server) {
        try {
            Waiting.until("the health of " + server.name(), HEALTHY_LIMIT, POLL, () -> {
                String ill = Gate.unhealthy(this, server);
                return ill.isEmpty() ? Waiting.Look.there(true) : Waiting.Look.notYet(ill);
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("roll " + server.name(), e.lastSeen(), "See " + server.log() + ".").causedBy(e);
        }
    }

    /** After an impatient roll the server counts as out until it has caught up, or until its next end. */
    private void awaitBack(LocalServer server) {
        Life life = server.life().orElseThrow();
        boolean back = Waiting.reached("the return of " + server.name(), HEALTHY_LIMIT, Duration.ofMillis(100),
                () -> !life.alive() || missing(server).isEmpty());
        if (back && life.alive()) {
            context.emit(at -> new Event.ServerBack(at, server.name(), "healthy and caught up"));
        }
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        Gate.awaitCaughtUp(this, name, limit);
    }

    @Override
    public String missing(Server server) {
        if (server instanceof LocalServer local) {
            Optional<Life> life = local.life().filter(Life::alive);
            Optional<FailureException> refuted = life.flatMap(Life::refuted);
            if (refuted.isPresent()) {
                return refuted.get().failure().why();
            }
            if (life.isPresent() && life.get().serverId().isEmpty()) {
                return "it has not answered yet";
            }
        }
        return Gate.missing(this, server);
    }

    @Override
    public void dump(String label) {
        try {
            Dump.of(servers, label);
        } catch (IOException e) {
            throw Failure.environment("keep the endpoints of " + name(), String.valueOf(e), "Is the disk full?").causedBy(e);
        }
    }

    @Override
    public void stop() {
        stopper.stopAll(servers);
    }

    @Override
    public void close() {
        // A cell that is being stopped closes its cluster from an interrupted thread: everything still has to end.
        boolean interrupted = Thread.interrupted();
        try {
            for (LocalServer server : servers) {
                server.life().filter(Life::alive).ifPresent(Life::end);
            }
            servers.forEach(server -> server.awaitExit(KILLED_LIMIT));
            unmount();
            servers.forEach(this::bringHome);
        } catch (Waiting.Interrupted e) {
            interrupted = true;
        } finally {
            unmount();
            proxy.ifPresent(ProxyProcess::close);
            context.guard().close();
            block.close();
            onClose.run();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void bringHome(LocalServer server) {
        try {
            context.stores().home(server.files());
        } catch (IOException e) {
            context.emit(at -> new Event.Note(at, "the store of " + server.name() + " could not be brought home: " + e));
        }
    }

    /** A small disk that its fault could not take away. */
    private void unmount() {
        List<Path> stores = servers.stream().map(LocalServer::store).toList();
        LoopMounts.list().stream().filter(mount -> stores.contains(mount.path())).forEach(LoopMounts::end);
    }

    /**
     * What each server is configured with.
     *
     * @param byOrdinal for some version; the text is made for the version that is to run
     * @param conf makes the text
     */
    record Configs(List<ServerConfig> byOrdinal, natscompat.generator.NatsConf conf) {
        String text(int ordinal, BuiltRelease release) {
            return conf.render(byOrdinal.get(ordinal).on(release.version()));
        }

        /** As it is to start next. */
        String text(LocalServer server) {
            return conf.render(byOrdinal.get(server.ordinal()).on(server.built().version()).named(server.natsName()));
        }

        ServerConfig.Logins logins() {
            return byOrdinal.getFirst().logins();
        }
    }
}
