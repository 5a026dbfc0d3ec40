package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.client.Leadership;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.EventWriter;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.testing.Eventually;
import natscompat.testing.TestReleases;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.Workloads;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers say of themselves stands beside what clients did: two files of one cell, one clock. */
@Tag("real")
class AdvisoriesTest {
    private static final List<String> MIX = List.of("v2.12.15", "v2.14.5", "v2.14.5");
    private static final int STEP_DOWNS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** From an answer until its advisory was taken, on a busy machine. */
    private static final long LATE = Duration.ofSeconds(5).toNanos();

    @TempDir
    Path folder;

    private final RunClock clock = new RunClock();
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    /** When the leader of the stream was told to step down, and last that of the meta group. */
    private final List<Long> asked = new ArrayList<>();
    private final AtomicBoolean stop = new AtomicBoolean();
    private String stream = "";

    @Test
    void whatIsMadeDeletedAndElectedIsToldOnTheClockOfTheHistory() throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        run(cell);
        List<Event> events = cell.events();
        List<Operation> created = changes(cell, OperationKind.STREAM_CREATE);
        assertThat(created).hasSizeGreaterThan(1).allSatisfy(op ->
                assertThat(actions(events, "create", op.asset())).as("%s of %s", op, events)
                        .anyMatch(at -> at >= op.invoked() && at <= op.completed() + LATE));
        List<Operation> deleted = changes(cell, OperationKind.STREAM_DELETE);
        assertThat(deleted).as("told of some deletion").anySatisfy(op ->
                assertThat(actions(events, "delete", op.asset())).isNotEmpty());
        assertThat(deleted).allSatisfy(op -> assertThat(actions(events, "delete", op.asset()))
                .allMatch(at -> at >= op.invoked() && at <= op.completed() + LATE));
        elections(events);
    }

    private static List<Operation> changes(CellFolder cell, OperationKind kind) throws IOException {
        return cell.history().stream().filter(op -> op.kind() == kind && op.ok()).toList();
    }

    /** When something was told to have been done to a stream. */
    private static List<Long> actions(List<Event> events, String action, String asset) {
        return actions(events, action)
                .filter(told -> told.asset().equals(asset))
                .map(Event.Advisory::at)
                .toList();
    }

    private static Stream<Event.Advisory> advisories(List<Event> events, String type) {
        return events.stream()
                .filter(Event.Advisory.class::isInstance)
                .map(Event.Advisory.class::cast)
                .filter(told -> told.type().equals(type));
    }

    /** A look at the servers may come first once, but hardly each time. */
    private void elections(List<Event> events) {
        for (long at : asked.subList(0, STEP_DOWNS)) {
            assertThat(leaders(events)).anyMatch(leader -> leader.at() >= at && leader.at() <= at + LIMIT.toNanos());
        }
        assertThat(leaders(events)).anyMatch(leader -> leader.at() >= asked.getFirst() && leader.how().equals("advisory"));
        assertThat(advisories(events, "domain_leader_elected").map(Event.Advisory::at))
                .anyMatch(at -> at >= asked.getLast() && at <= asked.getLast() + LIMIT.toNanos());
    }

    private Stream<Event.Leader> leaders(List<Event> events) {
        return events.stream()
                .filter(Event.Leader.class::isInstance)
                .map(Event.Leader.class::cast)
                .filter(leader -> leader.asset().equals("stream:" + stream) && !leader.server().isEmpty());
    }

    private void run(CellFolder cell) throws IOException {
        Map<String, BuiltRelease> releases = new HashMap<>();
        MIX.forEach(name -> releases.put(name, TestReleases.built(name)));
        try (LocalPlatform platform = new LocalPlatform();
                EventWriter writer = cell.eventWriter();
                HistoryWriter history = cell.historyWriter();
                Connections connections = new Connections();
                Cluster cluster = platform.create(
                        new ClusterSpec("advised", new Mix(MIX), releases, cell, clock, writer::write, false));
                Steering steering = new Steering(cluster, connections, "advised")) {
            cluster.start();
            Consumer<Event> events = event -> {
                heard.add(event);
                writer.write(event);
            };
            try (LeaderWatch _ = new LeaderWatch(cluster, steering, events, clock)) {
                listening();
                underLoad(context(cluster, connections, history, events), steering.leadership());
                Waiting.pause("the last advisories", MOMENT);
            }
        }
    }

    private WorkloadContext context(
            Cluster cluster, Connections connections, HistoryWriter history, Consumer<Event> events) {
        List<Endpoint> endpoints = cluster.servers().stream()
                .map(s -> new Endpoint(s.name(), s.clientUrl(), cluster.login().user(), cluster.login().password()))
                .toList();
        return new WorkloadContext("advised", endpoints,
                new Dimensions(MIX.size(), MIX.size(), Storage.FILE, "any", StopStyle.SIGTERM, 20), Draws.of(1),
                connections, history, events, clock, stop::get);
    }

    /** The watch listens before it looks for the first time; others have to learn of its interest. */
    private void listening() {
        assertThat(Waiting.reached("the first look at leaders", LIMIT, POLL, () -> heard.stream()
                .anyMatch(event -> event instanceof Event.Leader leader && leader.asset().equals("meta")))).isTrue();
        Waiting.pause("interest in advisories to spread", MOMENT);
    }

    private void underLoad(WorkloadContext context, Leadership leadership) {
        try (Workload workload = Workloads.create("add-remove-streams", context)) {
            workload.prepare();
            Thread load = Thread.ofVirtual().start(workload::run);
            assertThat(Waiting.reached("a stream that stays", LIMIT, POLL, () -> !workload.streams().isEmpty())).isTrue();
            stream = workload.streams().getFirst();
            for (int i = 0; i < STEP_DOWNS; i++) {
                stepDown(leadership);
            }
            asked.add(clock.nanos());
            Eventually.answered("a step-down of the meta leader", () -> {
                leadership.stepDownMeta();
                return true;
            });
            Waiting.reached("some deletion", LIMIT, POLL, () -> actions(heard, "delete").findAny().isPresent());
            stop.set(true);
            assertThat(Waiting.reached("the end of the load", LIMIT, POLL, () -> !load.isAlive())).isTrue();
        }
    }

    private static Stream<Event.Advisory> actions(List<Event> events, String action) {
        return advisories(events, "stream_action").filter(told -> told.text().equals(action));
    }

    private void stepDown(Leadership leadership) {
        long now = clock.nanos();
        asked.add(now);
        Eventually.answered("a step-down of the leader of " + stream, () -> {
            leadership.stepDownStream(stream);
            return true;
        });
        assertThat(Waiting.reached("its next leader", LIMIT, POLL, () -> leaders(heard).anyMatch(l -> l.at() >= now)))
                .isTrue();
    }
}
