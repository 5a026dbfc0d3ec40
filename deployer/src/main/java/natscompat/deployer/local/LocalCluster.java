package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.host.LoopMounts;
import natscompat.deployer.link.ProxyProcess;
import natscompat.deployer.server.Changes;
import natscompat.deployer.server.Dump;
import natscompat.deployer.server.FirstStart;
import natscompat.generator.Credentials;
import natscompat.generator.ServerConfig;
import natscompat.model.failure.Failure;
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
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(3);
    private static final Duration KILLED_LIMIT = Duration.ofSeconds(10);

    private final ClusterContext context;
    private final AddressBlock block;
    private final Configs configs;
    private final List<LocalServer> servers;
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

    @Override
    public OptionalLong linkProxy() {
        return proxy.map(process -> OptionalLong.of(process.pid())).orElseGet(OptionalLong::empty);
    }

    @Override
    public Optional<Failure> disturbed() {
        return proxy.flatMap(ProxyProcess::trouble).map(why -> Failure.environment(
                        "pass on what servers and clients of cluster " + name() + " send", why,
                        "See link-proxy.log in the cell's folder; with too little memory run fewer cells side by side.")
                .failure());
    }

    /** For tests: the address that is held. */
    String claimed() {
        return block.claimed();
    }

    @Override
    public void start() {
        new FirstStart(changes(), FIRST_PATIENCE, proxy.isEmpty()).run(HEALTHY_LIMIT);
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        changes().roll(ordinal, release, stop, impatient);
    }

    @Override
    public void coldSwap(Mix next) {
        changes().coldSwap(next);
    }

    private Changes changes() {
        return new Changes(this, context.spec(), servers, this::become, HEALTHY_LIMIT);
    }

    private void become(Mix next) {
        servers.forEach(server -> become(server, next.release(server.ordinal())));
        mix.set(next);
    }

    /** The next life of the server is of that release, with the keys that it knows. */
    private void become(LocalServer server, String name) {
        if (server.release().equals(name)) {
            return;
        }
        BuiltRelease release = context.spec().releases().get(name);
        if (release == null) {
            throw Failure.bug("roll " + server.name() + " to " + name, "the cluster was not made for that release",
                    "Name every release of the walk in the ClusterSpec.");
        }
        server.become(release);
        configure(server);
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

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        Gate.awaitCaughtUp(this, name, limit);
    }

    @Override
    public String missing(Server server) {
        return changes().missing(server);
    }

    @Override
    public void dump(String label) {
        Dump.of(servers, label);
    }

    @Override
    public void stop() {
        changes().stop();
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
