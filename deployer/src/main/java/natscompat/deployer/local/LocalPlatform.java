package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.deployer.host.Abilities;
import natscompat.deployer.link.ProxyProcess;
import natscompat.deployer.process.BinaryDigests;
import natscompat.generator.NatsConf;
import natscompat.generator.ServerConfig;
import natscompat.generator.ServerConfig.Limits;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Draws;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;

/**
 * Clusters as nats-server processes on this machine, each on loopback addresses of its own. However this JVM ends, its
 * servers end with it (see {@link Guard}). Thread-safe: cells create their clusters side by side.
 */
public final class LocalPlatform implements Platform {
    private final Starter starter = new Starter();
    private final BinaryDigests digests = new BinaryDigests();
    private final NatsConf natsConf = new NatsConf();
    private final Set<LocalCluster> clusters = ConcurrentHashMap.newKeySet();
    private final AddressBlock.Kind addresses;
    private final LiveStores stores;

    /** A platform with what this machine offers; stores are in the cells' folders from the beginning. */
    public LocalPlatform() {
        this(LiveStores.inRunFolder());
    }

    /** A platform with what this machine offers, whose servers keep their stores there; closes {@code stores}. */
    public LocalPlatform(LiveStores stores) {
        this(AddressBlock.kind(), stores);
    }

    LocalPlatform(AddressBlock.Kind addresses) {
        this(addresses, LiveStores.inRunFolder());
    }

    private LocalPlatform(AddressBlock.Kind addresses, LiveStores stores) {
        this.addresses = addresses;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Set<String> provides() {
        return provided();
    }

    /** What this machine has of what faults may need. */
    public static Set<String> provided() {
        Set<String> provided = new TreeSet<>(Set.of("local", "link-proxy"));
        if (Abilities.noSmallDisk().isEmpty()) {
            provided.add("small-disk");
        }
        if (Abilities.noServerClock().isEmpty()) {
            provided.add("server-clock");
        }
        return Set.copyOf(provided);
    }

    /** What it lacks of that, with the reason. */
    public static Map<String, String> lacking() {
        Map<String, String> lacking = new TreeMap<>();
        Abilities.noSmallDisk().ifPresent(why -> lacking.put("small-disk", why));
        Abilities.noServerClock().ifPresent(why -> lacking.put("server-clock", why));
        return Map.copyOf(lacking);
    }

    @Override
    public Cluster create(ClusterSpec spec) {
        // Where the search for free addresses starts matters for speed only, so no seed of the run is spent on it.
        Draws draws = Draws.of(System.nanoTime()).at(starter.owner(), spec.name());
        AddressBlock block = AddressBlock.claim(spec.mix().size(), addresses, draws);
        Optional<Guard> guard = Optional.empty();
        Optional<ProxyProcess> proxy = Optional.empty();
        try {
            guard = Optional.of(new Guard(starter, spec.name()));
            proxy = spec.linkProxy() ? Optional.of(Fronts.proxy(spec, block, starter, guard.get())) : Optional.empty();
            return assemble(spec, block, guard.get(), proxy);
        } catch (IOException e) {
            undo(block, guard, proxy);
            throw Failure.environment("write the configuration of " + spec.name(), String.valueOf(e), "Is the disk full?")
                    .causedBy(e);
        } catch (RuntimeException e) {
            undo(block, guard, proxy);
            throw e;
        }
    }

    private static void undo(AddressBlock block, Optional<Guard> guard, Optional<ProxyProcess> proxy) {
        proxy.ifPresent(ProxyProcess::close);
        guard.ifPresent(Guard::close);
        block.close();
    }

    private Cluster assemble(ClusterSpec spec, AddressBlock block, Guard guard, Optional<ProxyProcess> proxy)
            throws IOException {
        String tag = "owner:" + Secrets.token();
        ClusterContext context = new ClusterContext(spec, tag, starter, new Signals(starter), guard, digests, stores);
        ServerConfig.Logins logins = Secrets.logins();
        List<ServerConfig> configs = new ArrayList<>();
        List<LocalServer> servers = new ArrayList<>();
        Fronts fronts = new Fronts(block, proxy.isPresent());
        for (int i = 0; i < spec.mix().size(); i++) {
            String name = spec.name() + "-" + i;
            BuiltRelease release = release(spec, spec.mix().release(i));
            Path folder = spec.folder().server(name).toAbsolutePath();
            ServerFiles files = new ServerFiles(folder, stores.of(name, folder));
            configs.add(new ServerConfig(release.version(), spec.name(), name, tag, fronts.client(i),
                    fronts.route(i), block.monitor(i), fronts.peers(), files.store().toString(),
                    files.pid().toString(), Optional.of(files.log().toString()), true, Limits.DEFAULT, logins));
            servers.add(new LocalServer(name, i, fronts.dialled(i), block.monitor(i), files, context, release));
        }
        LocalCluster.Configs all = new LocalCluster.Configs(List.copyOf(configs), natsConf);
        for (LocalServer server : servers) {
            BuiltRelease release = release(spec, server.release());
            ServerFiles.writeSecret(server.files().conf(), all.text(server.ordinal(), release));
        }
        ConfigCheck check = new ConfigCheck(starter);
        for (BuiltRelease release : spec.releases().values()) {
            check.check(release, all.text(0, release), servers.getFirst().files().folder());
        }
        List<LocalCluster> self = new ArrayList<>();
        LocalCluster cluster = new LocalCluster(context, block, all, servers, proxy, () -> self.forEach(clusters::remove));
        self.add(cluster);
        clusters.add(cluster);
        return cluster;
    }

    private static BuiltRelease release(ClusterSpec spec, String name) {
        BuiltRelease release = spec.releases().get(name);
        if (release == null) {
            throw Failure.bug("make the cluster " + spec.name(), "its mix names " + name + ", which was not given",
                    "Name every release of the walk in the ClusterSpec.");
        }
        return release;
    }

    @Override
    public void close() {
        List.copyOf(clusters).forEach(LocalCluster::close);
        starter.close();
        stores.close();
    }
}
