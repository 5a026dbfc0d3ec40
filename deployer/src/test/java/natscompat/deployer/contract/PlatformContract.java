package natscompat.deployer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import natscompat.deployer.Fixture;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Platform;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

/** What every platform promises of real servers. Each test makes a cluster of its own. */
public interface PlatformContract {
    /** The older release. */
    String OLD = "v2.12.15";
    /** The newer release. */
    String NEW = "v2.14.5";

    /** How long a server may take to answer again after it was started. */
    Duration SOON = Duration.ofSeconds(30);

    /** The platform under test. */
    Platform platform();

    /** Both releases, as they are on this platform. */
    Map<String, BuiltRelease> releases();

    /** A folder that is the test's own. */
    Path folder();

    /** Ends a server's process past the platform. */
    void endPast(Server server);

    /** Checks that nothing of a closed cluster is left. */
    void assertNothingLeft(String cluster);

    private ClusterSpec spec(Fixture fixture, Mix mix, boolean linkProxy) throws IOException {
        ClusterSpec plain = fixture.spec(mix, releases());
        return new ClusterSpec(plain.name(), mix, releases(), plain.folder(), plain.clock(), plain.events(), linkProxy);
    }

    private void run(String name, Mix mix, boolean linkProxy, Scenario scenario) throws Exception {
        Fixture fixture = new Fixture(folder(), name);
        try (Cluster cluster = platform().create(spec(fixture, mix, linkProxy))) {
            cluster.start();
            scenario.run(cluster, fixture);
        }
        assertNothingLeft(name);
    }

    /** What is done with a healthy cluster. */
    interface Scenario {
        /** Does it. */
        void run(Cluster cluster, Fixture fixture) throws Exception;
    }

    private static String id(Server server) {
        return Waiting.until(server.name() + " to answer", SOON, Duration.ofMillis(50), () -> {
            try {
                return Waiting.Look.there(server.monitor("varz", Duration.ofSeconds(2)).path("server_id").asText());
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }

    private static boolean silent(Server server) {
        try {
            server.monitor("varz", Duration.ofMillis(500));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean stays(String what, Duration time, java.util.function.BooleanSupplier condition) {
        return !Waiting.reached("no more: " + what, time, Duration.ofMillis(50), () -> !condition.getAsBoolean());
    }

    private static long beginnings(Server server) throws IOException {
        return Files.readAllLines(server.log()).stream().filter(line -> line.contains("Starting nats-server")).count();
    }

    @Test
    default void servers_are_proven_rolled_one_by_one_under_load_and_back_and_keep_their_data() throws Exception {
        run("p-roll", Mix.all(OLD, 3), false, (cluster, fixture) -> {
            assertProven(fixture.events(Event.ServerStarted.class), OLD, 3);
            Fixture.createStream(cluster, "S", 3);
            try (SmallLoad load = new SmallLoad(cluster, "S")) {
                for (int ordinal : List.of(2, 1, 0)) {
                    cluster.roll(ordinal, NEW, ordinal == 1 ? StopStyle.LAME_DUCK : StopStyle.SIGTERM, false);
                    assertRuns(cluster, ordinal, NEW);
                }
                assertThat(cluster.mix()).isEqualTo(Mix.all(NEW, 3));
                long before = load.acknowledged();
                cluster.roll(2, OLD, StopStyle.SIGTERM, false);
                cluster.roll(2, NEW, StopStyle.SIGTERM, true);
                assertRuns(cluster, 2, NEW);
                cluster.awaitCaughtUp("the end", Duration.ofSeconds(60));
                long acknowledged = load.end();
                assertThat(acknowledged).as("the load went on").isGreaterThan(before).isGreaterThan(100);
                assertThat(Fixture.messages(cluster, "S")).isGreaterThanOrEqualTo(acknowledged);
            }
            assertThat(fixture.events(Event.ServerEnded.class)).hasSize(5).allSatisfy(ended -> {
                assertThat(ended.told()).isTrue();
                assertThat(ended.lastLog()).isEmpty();
            });
            assertProven(fixture.events(Event.ServerStarted.class), NEW, 4);
            cluster.dump("final");
            cluster.stop();
            for (Server server : cluster.servers()) {
                assertThat(server.log().resolveSibling("final/varz.json")).content().contains(server.name());
                assertThat(beginnings(server)).isEqualTo(server.ordinal() == 2 ? 4 : 2);
            }
        });
        assertStoresAreHome();
    }

    /** What a red cell is looked into with, on any platform. */
    private void assertStoresAreHome() throws IOException {
        try (Stream<Path> servers = Files.list(folder().resolve("servers"))) {
            assertThat(servers.toList()).hasSize(3).allSatisfy(server -> {
                assertThat(server.resolve("store")).isDirectoryRecursivelyContaining("glob:**/streams/S/msgs/*.blk");
                assertThat(server.resolve("nats.conf")).content().contains("cluster");
            });
        }
    }

    private void assertProven(List<Event.ServerStarted> all, String release, int count) {
        assertThat(all).filteredOn(started -> started.release().equals(release)).hasSize(count).allSatisfy(started -> {
            assertThat("v" + started.version()).isEqualTo(release);
            assertThat(started.sha256()).isEqualTo(java.util.Optional.ofNullable(releases().get(release)).orElseThrow().sha256());
            assertThat(started.serverId()).hasSizeGreaterThan(50);
        });
    }

    private static void assertRuns(Cluster cluster, int ordinal, String release) throws IOException {
        Server server = cluster.servers().get(ordinal);
        assertThat(server.release()).isEqualTo(release);
        assertThat("v" + server.monitor("varz", SOON).path("version").asText()).isEqualTo(release);
    }

    @Test
    default void a_server_that_stays_down_on_the_new_release_is_rolled_back_and_keeps_its_data() throws Exception {
        run("p-back", Mix.all(OLD, 3), false, (cluster, fixture) -> {
            Fixture.createStream(cluster, "S", 3);
            Fixture.publish(cluster, "S", 50);
            cluster.roll(2, NEW, StopStyle.SIGTERM, false);
            Server server = cluster.servers().get(2);
            endPast(server);
            assertThat(server.awaitExit(SOON)).isTrue();
            assertThat(stays("it is down", Duration.ofSeconds(4), () -> silent(server) && !server.running())).isTrue();
            Fixture.publish(cluster, "S", 50);
            long began = System.nanoTime();
            cluster.roll(2, OLD, StopStyle.SIGTERM, false);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as("nobody waits for who is down")
                    .isLessThan(Duration.ofSeconds(55));
            assertRuns(cluster, 2, OLD);
            assertThat(cluster.mix()).isEqualTo(Mix.all(OLD, 3));
            assertThat(Fixture.messages(cluster, "S")).isEqualTo(100);
            cluster.roll(2, NEW, StopStyle.SIGTERM, false);
            assertRuns(cluster, 2, NEW);
        });
    }

    @Test
    default void a_killed_server_stays_down_until_it_is_started_however_often() throws Exception {
        run("p-kill", Mix.all(NEW, 3), false, (cluster, fixture) -> {
            Fixture.createStream(cluster, "S", 3);
            Fixture.publish(cluster, "S", 50);
            Server server = cluster.servers().get(1);
            Set<String> ids = new TreeSet<>(Set.of(id(server)));
            for (int i = 1; i <= 3; i++) {
                server.signal(Signal.KILL);
                assertThat(server.awaitExit(SOON)).isTrue();
                assertThat(server.running()).isFalse();
                assertThat(stays("it is down", Duration.ofSeconds(4), () -> silent(server) && !server.running())).isTrue();
                server.start();
                assertThat(server.running()).isTrue();
                ids.add(id(server));
                cluster.awaitCaughtUp("the return after kill " + i, Duration.ofSeconds(60));
            }
            assertThat(ids).as("a new life each time").hasSize(4);
            assertThat(fixture.events(Event.ServerEnded.class)).extracting(Event.ServerEnded::exit).containsExactly(137, 137, 137);
            assertThat(fixture.events(Event.ServerEnded.class)).allMatch(Event.ServerEnded::told);
            assertThat(fixture.events(Event.ServerStarted.class)).extracting(Event.ServerStarted::life).contains(4);
            assertThat(Fixture.messages(cluster, "S")).isEqualTo(50);
            cluster.stop();
            assertThat(beginnings(server)).isEqualTo(4);
        });
    }

    @Test
    default void a_server_is_paused_reloaded_and_ends_untold() throws Exception {
        run("p-signal", Mix.all(NEW, 3), false, (cluster, fixture) -> {
            Server server = cluster.servers().getFirst();
            String id = id(server);
            server.signal(Signal.STOP);
            assertThat(stays("it is silent", Duration.ofSeconds(2), () -> silent(server) && server.running())).isTrue();
            server.signal(Signal.CONT);
            assertThat(id(server)).isEqualTo(id);

            String loaded = server.monitor("varz", SOON).path("config_load_time").asText();
            server.signal(Signal.HUP);
            assertThat(Waiting.reached("a reload", SOON, Duration.ofMillis(50), () -> {
                try {
                    return !server.monitor("varz", SOON).path("config_load_time").asText().equals(loaded);
                } catch (IOException e) {
                    return false;
                }
            })).isTrue();
            assertThat(id(server)).isEqualTo(id);

            endPast(server);
            assertThat(server.awaitExit(SOON)).isTrue();
            assertThat(stays("it is down", Duration.ofSeconds(3), () -> !server.running())).isTrue();
            assertThat(fixture.events(Event.ServerEnded.class)).singleElement().satisfies(ended -> {
                assertThat(ended.told()).isFalse();
                assertThat(ended.exit()).isEqualTo(137);
                assertThat(ended.lastLog()).anyMatch(line -> line.contains("Reloaded server configuration"));
            });
            server.start();
            cluster.awaitCaughtUp("the return", Duration.ofSeconds(60));
        });
    }

    @Test
    default void a_mix_starts_as_it_is_and_a_cold_swap_keeps_the_data() throws Exception {
        run("p-swap", new Mix(List.of(OLD, OLD, NEW)), false, (cluster, fixture) -> {
            assertRuns(cluster, 1, OLD);
            assertRuns(cluster, 2, NEW);
            Fixture.createStream(cluster, "S", 3);
            Fixture.publish(cluster, "S", 50);
            cluster.coldSwap(Mix.all(NEW, 3));
            for (int ordinal = 0; ordinal < 3; ordinal++) {
                assertRuns(cluster, ordinal, NEW);
                assertThat(cluster.missing(cluster.servers().get(ordinal))).isEmpty();
            }
            assertThat(Fixture.messages(cluster, "S")).isEqualTo(50);
        });
    }

    @Test
    default void links_are_cut_between_one_server_and_the_others_and_healed() throws Exception {
        run("p-link", Mix.all(NEW, 3), true, (cluster, fixture) -> {
            Links links = cluster.links().orElseThrow();
            Server lonely = cluster.servers().get(2);
            Fixture.createStream(cluster, "S", 3);
            await("routes to both others", () -> routes(lonely).size() == 2);
            links.set(cut(cluster, lonely, LinkPolicy.CUT), Links.Change.RESET);
            await("no route to " + lonely.name(), () -> routes(lonely).isEmpty());
            await("only the route between the others", () ->
                    routes(cluster.servers().getFirst()).equals(Set.of(cluster.servers().get(1).name())));
            Fixture.publish(cluster, "S", 50);

            lonely.signal(Signal.KILL);
            assertThat(lonely.awaitExit(SOON)).isTrue();
            lonely.start();
            id(lonely);
            assertThat(stays("it is alone", Duration.ofSeconds(3), () -> routes(lonely).isEmpty()))
                    .as("a server that is started meanwhile is cut off, too").isTrue();

            links.set(cut(cluster, lonely, LinkPolicy.CLEAR), Links.Change.FLUSH);
            await("routes to " + lonely.name(), () -> routes(lonely).size() == 2);
            cluster.awaitCaughtUp("the end of the partition", Duration.ofSeconds(60));
            assertThat(links.look()).anySatisfy(state -> {
                assertThat(state.pair().to()).isEqualTo(lonely.name());
                assertThat(state.bytes()).isPositive();
            });
        });
    }

    private static void await(String what, java.util.function.BooleanSupplier condition) {
        assertThat(Waiting.reached(what, SOON, Duration.ofMillis(100), condition)).as(what).isTrue();
    }

    private static Map<Pair, LinkPolicy> cut(Cluster cluster, Server lonely, LinkPolicy policy) {
        Map<Pair, LinkPolicy> policies = new java.util.HashMap<>();
        for (Server other : cluster.servers()) {
            if (!other.equals(lonely)) {
                Pair pair = new Pair(lonely.name(), other.name());
                policies.put(pair, policy);
                policies.put(pair.back(), policy);
            }
        }
        return policies;
    }

    private static Set<String> routes(Server server) {
        Set<String> names = new TreeSet<>();
        try {
            server.monitor("routez", SOON).path("routes").forEach(route -> names.add(route.path("remote_name").asText()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return names;
    }
}
