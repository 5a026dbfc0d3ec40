package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Applying;
import natscompat.deployer.link.Peer;
import natscompat.generator.ContainerConfig;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.KubernetesName;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.generator.kubernetes.Ports;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.generator.kubernetes.Sidecar;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;

/**
 * Clusters as pods of one namespace, each in one StatefulSet with a sidecar beside every server. Servers are reached by the
 * names and addresses that pods have, so this runs where these can be reached: in a pod. Thread-safe.
 */
public final class KubernetesPlatform implements Platform {
    /** As short as the name of a release may be made. */
    private static final int LEAST_OF_RELEASE = 13;

    private final Set<KubernetesCluster> clusters = ConcurrentHashMap.newKeySet();
    private final ApiServer api;
    private final KubernetesSettings settings;
    private final Consumer<String> notes;

    /**
     * A platform in the API server's namespace.
     *
     * @param api stays open
     * @param notes told, a line each, what people changed by hand and is taken back
     */
    public KubernetesPlatform(ApiServer api, KubernetesSettings settings, Consumer<String> notes) {
        this.api = api;
        this.settings = settings;
        this.notes = notes;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Set<String> provides() {
        return provided();
    }

    /** The same, without a platform. */
    public static Set<String> provided() {
        return Set.of("kubernetes", "link-proxy");
    }

    @Override
    public Cluster create(ClusterSpec spec) {
        Deployment deployment = deployment(spec);
        ClusterEnd end = new ClusterEnd(api, spec.name(), settings.labels());
        // What a dead attempt at the same cell left has the same names.
        end.deleteAll();
        List<KubernetesServer> servers = new ArrayList<>();
        try {
            return create(spec, deployment, servers);
        } catch (RuntimeException e) {
            takeBack(servers, end, e);
            throw e;
        }
    }

    /** Nobody else knows of a cluster that was not made to its end. */
    private static void takeBack(List<KubernetesServer> servers, ClusterEnd end, RuntimeException why) {
        try {
            servers.forEach(KubernetesServer::close);
            end.deleteAll();
        } catch (FailureException | Waiting.Interrupted e) {
            why.addSuppressed(e);
        }
    }

    /** Puts the servers that it makes into that list at once: they follow their pods from then on. */
    private Cluster create(ClusterSpec spec, Deployment deployment, List<KubernetesServer> servers) {
        Logins logins = Logins.drawn();
        ClusterObjects objects = new ClusterObjects(api, new Applying(api, notes), deployment);
        objects.create(logins);
        ObjectNames names = new ObjectNames(deployment);
        PodCluster context = new PodCluster(spec, deployment, api, logins,
                new PodLinks(spec.linkProxy(), peers(names), spec.seed()), settings.mostStoreBytes());
        addServers(context, names, servers);
        Map<String, KubernetesServer> byName = new TreeMap<>();
        servers.forEach(server -> byName.put(server.name(), server));
        PodWatch watch = new PodWatch(api, selector(spec), listener(byName));
        List<KubernetesCluster> self = new ArrayList<>();
        KubernetesCluster cluster =
                new KubernetesCluster(context, objects, servers, watch, () -> self.forEach(clusters::remove));
        self.add(cluster);
        clusters.add(cluster);
        return cluster;
    }

    private static Map<String, String> selector(ClusterSpec spec) {
        return Map.of(Labels.MANAGED_BY, Labels.US, Labels.NAME, Labels.SERVER, Labels.CLUSTER, spec.name());
    }

    /** As which it is generated. The name of a cluster of a cell is long, so that of a release is shortened to what is left. */
    Deployment deployment(ClusterSpec spec) {
        int most = Math.max(LEAST_OF_RELEASE, KubernetesName.LONGEST_OBJECT - spec.name().length() - 1);
        List<ReleaseImage> releases = spec.releases().values().stream()
                .map(release -> new ReleaseImage(release.name(), release.version(), image(release), settings.arch(),
                        KubernetesName.ofRelease(release.name()).within(most)))
                .sorted(java.util.Comparator.comparing(ReleaseImage::name))
                .toList();
        return new Deployment(api.namespace(), spec.name(), Layout.IN_PLACE, settings.storageClass(),
                settings.storageSize(), releases, spec.mix(), settings.resources(),
                Optional.of(new Sidecar(settings.tool(), spec.linkProxy())), new TreeMap<>(settings.labels()),
                settings.pullSecret());
    }

    private String image(BuiltRelease release) {
        String image = settings.images().get(release.name());
        if (image == null) {
            throw Failure.input("run " + release.name() + " on Kubernetes", "it has no image",
                    "Publish it first: bin/build-and-publish node " + release.name() + ".");
        }
        return image;
    }

    private static List<Peer> peers(ObjectNames names) {
        return names.servers().stream()
                .map(server -> new Peer(server, names.host(server), ContainerConfig.Ports.USUAL.route()))
                .toList();
    }

    private static void addServers(PodCluster context, ObjectNames names, List<KubernetesServer> servers) {
        ClusterSpec spec = context.spec();
        int port = spec.linkProxy() ? Ports.CLIENT_FRONT : ContainerConfig.Ports.USUAL.client();
        for (int i = 0; i < spec.mix().size(); i++) {
            String name = names.servers().get(i);
            BuiltRelease release = spec.releases().get(spec.mix().release(i));
            if (release == null) {
                throw Failure.bug("make the cluster " + spec.name(),
                        "its mix names " + spec.mix().release(i) + ", which was not given",
                        "Name every release of the walk in the ClusterSpec.");
            }
            servers.add(new KubernetesServer(
                    name, i, "nats://" + names.host(name) + ":" + port, context, folder(spec, name), release));
        }
    }

    private static Path folder(ClusterSpec spec, String server) {
        try {
            return Files.createDirectories(spec.folder().server(server));
        } catch (IOException e) {
            throw Failure.environment("make the folder of " + server, String.valueOf(e), "Is the disk full?").causedBy(e);
        }
    }

    private static PodWatch.Listener listener(Map<String, KubernetesServer> servers) {
        return new PodWatch.Listener() {
            @Override
            public void seen(PodView pod) {
                Optional.ofNullable(servers.get(pod.name())).ifPresent(server -> server.pods().seen(pod));
            }

            @Override
            public void gone(PodView pod) {
                Optional.ofNullable(servers.get(pod.name())).ifPresent(server -> server.pods().gone(pod));
            }
        };
    }

    @Override
    public void close() {
        List.copyOf(clusters).forEach(KubernetesCluster::close);
    }
}
