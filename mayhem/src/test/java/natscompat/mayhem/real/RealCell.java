package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.client.JetStreamApi;
import natscompat.client.Leadership;
import natscompat.mayhem.FaultContext;
import natscompat.mayhem.Faults;
import natscompat.mayhem.MayhemModes;
import natscompat.mayhem.ScheduledFaults;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterViews;

/** A real cluster with an R3 stream {@code load}, its consumer {@code c} and fifty messages; ends with everything. */
final class RealCell implements AutoCloseable {
    static final String STREAM = "load";
    private static final Duration ASK = Duration.ofSeconds(1);

    final List<Event> events = new CopyOnWriteArrayList<>();
    final RunClock clock = new RunClock();
    final Connections connections = new Connections();
    final CellFolder folder;
    final Cluster cluster;
    private final Ground ground;
    private int faults;

    /** Starts a cluster of that mix on this machine. */
    RealCell(Path path, String name, boolean linkProxy, String... mix) throws IOException {
        this(Ground.local(), path, name, linkProxy, mix);
    }

    /** Starts a cluster of that mix; the ground is closed with it. */
    RealCell(Ground ground, Path path, String name, boolean linkProxy, String... mix) throws IOException {
        this.ground = ground;
        Files.createDirectories(path.resolve("servers"));
        folder = new CellFolder(path);
        cluster = ground.platform().create(new ClusterSpec(name, new Mix(List.of(mix)), ground.releases(List.of(mix)),
                folder, clock, events::add, linkProxy));
        cluster.start();
    }

    /** Three servers of one release with the stream, on this machine. */
    static RealCell of(Path path, String name, String release) throws IOException, JetStreamApi.Refused {
        return of(Ground.local(), path, name, release);
    }

    /** Three servers of one release with the stream. */
    static RealCell of(Ground ground, Path path, String name, String release) throws IOException, JetStreamApi.Refused {
        RealCell cell = new RealCell(ground, path, name, false, release, release, release);
        cell.prepare(3);
        return cell;
    }

    /** Makes the stream, its consumer and its messages. */
    void prepare(int replicas) throws IOException, JetStreamApi.Refused {
        create("$JS.API.STREAM.CREATE." + STREAM,
                "{\"name\":\"load\",\"subjects\":[\"load.>\"],\"retention\":\"limits\",\"storage\":\"file\","
                        + "\"num_replicas\":" + replicas + ",\"duplicate_window\":120000000000}");
        create("$JS.API.CONSUMER.DURABLE.CREATE.load.c",
                "{\"stream_name\":\"load\",\"config\":{\"durable_name\":\"c\",\"ack_policy\":\"explicit\"}}");
        // A stream that was just made is known to its leader before every server knows the way to it.
        create("load.a", "message");
        publish(49);
        cluster.awaitCaughtUp("the messages of the test", Duration.ofSeconds(30));
    }

    /** Tried again for a while: a healthy cluster still refuses with 10005 "peer offline" at first. */
    private void create(String subject, String body) {
        JetStreamApi api = api();
        Waiting.until(subject, Duration.ofSeconds(20), Duration.ofMillis(100), () -> {
            try {
                return Waiting.Look.there(api.request(subject, body, Duration.ofSeconds(5)));
            } catch (IOException | JetStreamApi.Refused e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }

    void publish(int messages) throws IOException, JetStreamApi.Refused {
        JetStreamApi api = api();
        for (int i = 0; i < messages; i++) {
            api.request("load.a", "message " + i, Duration.ofSeconds(5));
        }
    }

    private Endpoint endpoint(Server server, Login login) {
        return new Endpoint(server.name(), server.clientUrl(), login.user(), login.password());
    }

    Connection connect(Server server) {
        return connections.connect(endpoint(server, cluster.login()), "test", Duration.ofSeconds(20));
    }

    /** Requests in the workloads' account, through the first server that runs. */
    JetStreamApi api() {
        return new JetStreamApi(connect(running()));
    }

    private Server running() {
        return cluster.servers().stream().filter(Server::running).findFirst().orElseThrow();
    }

    private Leadership leadership() {
        Connection system =
                connections.connect(endpoint(running(), cluster.systemLogin()), "test-sys", Duration.ofSeconds(20));
        return new Leadership(api(), new JetStreamApi(system));
    }

    FaultContext context() {
        return new FaultContext(
                cluster,
                () -> ClusterViews.look(cluster, ASK),
                () -> List.of(STREAM),
                () -> List.of(STREAM + "/c"),
                this::leadership,
                new Catalog(List.of(), MayhemModes.all(), Faults.types(), List.of(), List.of()),
                events::add,
                clock,
                cluster.mix().mixed());
    }

    /** A fault of a mode on a role, at once. */
    PlannedFault fault(String mode, String fault, Role role, int openMillis, Integer... ordinals) {
        faults++;
        return new PlannedFault("7." + faults, mode, fault, role, List.of(ordinals), Duration.ZERO,
                Duration.ofMillis(openMillis), true, faults);
    }

    /** Carries out these faults and waits until everything is healed and back. */
    void carryOut(PlannedFault... planned) {
        try (ScheduledFaults driver = new ScheduledFaults(context())) {
            driver.dwell(new Step.Dwell(7, Duration.ofMillis(100), List.of(planned)));
        }
    }

    /** What a test looks at while a fault is open. */
    interface Witness {
        void look() throws IOException, JetStreamApi.Refused;
    }

    /**
     * Opens a fault, lets a witness look once the fault says that it was observed, and heals it; comes back when everything
     * is healed and back.
     */
    void during(PlannedFault planned, Witness witness) throws IOException, JetStreamApi.Refused {
        try (ScheduledFaults driver = new ScheduledFaults(context())) {
            Thread dwelling = Thread.ofVirtual().start(
                    () -> driver.dwell(new Step.Dwell(7, Duration.ofSeconds(100), List.of(planned))));
            boolean open = Waiting.reached("fault " + planned.fault() + " to be observed", Duration.ofSeconds(90),
                    Duration.ofMillis(5), () -> states(planned).stream().anyMatch(state -> state.compareTo(FaultState.SENT) > 0));
            assertThat(open && states(planned).contains(FaultState.OBSERVED)).as(said(planned).toString()).isTrue();
            try {
                witness.look();
            } finally {
                driver.cancel();
                Waiting.reached("the heal", Duration.ofSeconds(100), Duration.ofMillis(10), () -> !dwelling.isAlive());
            }
        }
        assertThat(states(planned)).as(said(planned).toString()).endsWith(FaultState.HEALED);
    }

    /** A fault of a mode on a role that stays open until it is healed. */
    PlannedFault lasting(String mode, String fault, Role role, Integer... ordinals) {
        return fault(mode, fault, role, 60_000, ordinals);
    }

    /** The same fault with this draw, for a test that needs to know what is drawn. */
    static PlannedFault drawn(PlannedFault planned, long draw) {
        return new PlannedFault(planned.id(), planned.mode(), planned.fault(), planned.role(), planned.ordinals(),
                planned.offset(), planned.open(), planned.waitsForRecovery(), draw);
    }

    /** Like {@link #carryOut}, without waiting until targets have caught up: a damaged store may never do. */
    void carryOutAndLeave(PlannedFault planned) {
        PlannedFault impatient = new PlannedFault(planned.id(), planned.mode(), planned.fault(), planned.role(),
                planned.ordinals(), planned.offset(), planned.open(), false, planned.draw());
        try (ScheduledFaults driver = new ScheduledFaults(context())) {
            driver.dwell(new Step.Dwell(7, Duration.ofMillis(100), List.of(impatient)));
            driver.cancel();
        }
    }

    List<FaultState> states(PlannedFault planned) {
        return said(planned).stream().map(Event.Fault::state).toList();
    }

    List<Event.Fault> said(PlannedFault planned) {
        return events(Event.Fault.class).stream().filter(f -> f.id().equals(planned.id())).toList();
    }

    <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    JsonNode varz(int ordinal) throws IOException {
        return cluster.servers().get(ordinal).monitor("varz", ASK);
    }

    List<String> serverIds() {
        return IntStream.range(0, cluster.servers().size()).mapToObj(i -> {
            try {
                return varz(i).path("server_id").asText();
            } catch (IOException e) {
                return "silent";
            }
        }).toList();
    }

    Optional<String> leader() {
        return Optional.ofNullable(ClusterViews.look(cluster, ASK).streams().get(STREAM))
                .flatMap(stream -> stream.leader());
    }

    @Override
    public void close() {
        connections.close();
        cluster.close();
        ground.close();
    }
}
