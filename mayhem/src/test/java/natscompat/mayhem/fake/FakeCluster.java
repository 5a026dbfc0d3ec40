package natscompat.mayhem.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.ConsumerView;
import natscompat.platform.view.ClusterView.ReplicaView;
import natscompat.platform.view.ClusterView.StreamView;

/** Servers n0, n1 ... with streams whose leaders a test sets. */
public final class FakeCluster implements Cluster {
    private final List<FakeServer> servers;
    private final Map<String, StreamView> streams = new HashMap<>();
    private volatile Optional<String> metaLeader = Optional.of("n0");

    /** So many servers, all running and caught up, the first one of the newer release. */
    public FakeCluster(int size) {
        this(size, "new");
    }

    private FakeCluster(int size, String first) {
        servers = IntStream.range(0, size)
                .mapToObj(i -> new FakeServer("n" + i, i, i == 0 ? first : "old"))
                .toList();
    }

    /** The same, all of the older release. */
    public static FakeCluster ofOneRelease(int size) {
        return new FakeCluster(size, "old");
    }

    /** One of the fakes. */
    public FakeServer fake(int ordinal) {
        return servers.get(ordinal);
    }

    /** Who leads the meta group. */
    public FakeCluster metaLeader(String name) {
        metaLeader = name.isEmpty() ? Optional.empty() : Optional.of(name);
        return this;
    }

    /** A stream with a consumer {@code c} of the same peers; an empty leader is none. */
    public FakeCluster stream(String name, String leader, String consumerLeader, String... peers) {
        Map<String, ReplicaView> replicas = List.of(peers).stream()
                .collect(Collectors.toMap(p -> p, p -> new ReplicaView(1, 1, 1, 1, 0, true, 0)));
        ConsumerView consumer = new ConsumerView("c", filled(consumerLeader), List.of(peers), Map.of());
        streams.put(name, new StreamView(name, filled(leader), List.of(peers), replicas, Map.of("c", consumer)));
        return this;
    }

    /** One replica of a stream is behind. */
    public FakeCluster behind(String stream, String peer) {
        StreamView whole = Objects.requireNonNull(streams.get(stream), stream);
        Map<String, ReplicaView> replicas = new HashMap<>(whole.replicas());
        replicas.put(peer, new ReplicaView(0, 0, 0, 0, 0, false, 9));
        streams.put(stream, new StreamView(stream, whole.leader(), whole.peers(), replicas, whole.consumers()));
        return this;
    }

    private static Optional<String> filled(String name) {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** What the servers would say now. */
    public ClusterView view() {
        Map<String, String> silent = servers.stream()
                .filter(s -> !s.running())
                .collect(Collectors.toMap(FakeServer::name, s -> "not running"));
        return new ClusterView(metaLeader, Map.copyOf(streams), silent);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Server> servers() {
        return new ArrayList<>(servers);
    }

    @Override
    public Login login() {
        return new Login("user", "fake");
    }

    @Override
    public Login systemLogin() {
        return new Login("sys", "fake");
    }

    @Override
    public Mix mix() {
        return new Mix(servers.stream().map(FakeServer::release).toList());
    }

    @Override
    public String missing(Server server) {
        return fake(server.ordinal()).healthy() ? "" : "not healthy";
    }

    @Override
    public void start() {
        servers.forEach(FakeServer::start);
    }

    @Override
    public void roll(int ordinal, String release, StopStyle stop, boolean impatient) {
        throw new UnsupportedOperationException("faults do not roll");
    }

    @Override
    public void coldSwap(Mix mix) {
        throw new UnsupportedOperationException("faults do not swap");
    }

    @Override
    public void awaitCaughtUp(String name, Duration limit) {
        throw new UnsupportedOperationException("faults look at one server each");
    }

    @Override
    public void dump(String label) {
        throw new UnsupportedOperationException("faults do not dump");
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException("faults stop single servers");
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
