package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.Fixture;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One cluster of real servers: start, roll, stop, and what is recorded of it. */
@Tag("real")
@Timeout(120)
class LocalClusterTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void servers_of_three_minors_become_one_healthy_cluster_and_are_proven() throws IOException {
        Map<String, BuiltRelease> releases = Fixture.releases("v2.9.25", "v2.12.15", "v2.14.5");
        Fixture fixture = new Fixture(folder, "mixed");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(new Mix(List.of("v2.9.25", "v2.12.15", "v2.14.5")), releases));
            cluster.start();

            List<Event.ServerStarted> started = fixture.events(Event.ServerStarted.class);
            assertThat(started).extracting(Event.ServerStarted::version)
                    .containsExactlyInAnyOrder("2.9.25", "2.12.15", "2.14.5");
            assertThat(started).allSatisfy(event -> {
                assertThat(event.sha256()).isEqualTo(TestSha.of(releases, event.release()));
                assertThat(event.life()).isEqualTo(1);
                assertThat(event.serverId()).hasSizeGreaterThan(50);
            });
            cluster.servers().forEach(server -> assertThat(cluster.missing(server)).isEmpty());
            Path conf = folder.resolve("servers/mixed-0/nats.conf");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(conf))).isEqualTo("rw-------");
        }
        assertThat(fixture.events(Event.ServerEnded.class)).hasSize(3).allMatch(Event.ServerEnded::told);
    }

    @Test
    void a_roll_up_and_back_keeps_the_data_and_the_server_names() throws Exception {
        Fixture fixture = new Fixture(folder, "roll");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(
                    fixture.spec(Mix.all("v2.12.15", 3), Fixture.releases("v2.12.15", "v2.14.5")));
            cluster.start();
            Fixture.createStream(cluster, "KEPT", 3);
            Fixture.publish(cluster, "KEPT", 50);

            for (int ordinal = 2; ordinal >= 0; ordinal--) {
                cluster.roll(ordinal, "v2.14.5", StopStyle.SIGTERM, false);
            }
            assertThat(cluster.mix()).isEqualTo(Mix.all("v2.14.5", 3));
            assertThat(Fixture.messages(cluster, "KEPT")).isEqualTo(50);
            cluster.roll(1, "v2.12.15", StopStyle.SIGTERM, false);

            assertThat(Fixture.messages(cluster, "KEPT")).isEqualTo(50);
            assertThat(cluster.mix()).isEqualTo(new Mix(List.of("v2.14.5", "v2.12.15", "v2.14.5")));
            assertThat(fixture.events(Event.ServerStarted.class)).hasSize(7);
            assertThat(fixture.events(Event.ServerBack.class)).hasSize(4);
            assertThat(fixture.events(Event.ServerEnded.class)).hasSize(4).allMatch(Event.ServerEnded::told);
        }
    }

    @Test
    void a_cold_swap_to_another_minor_keeps_the_data() throws Exception {
        Fixture fixture = new Fixture(folder, "swap");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(
                    fixture.spec(Mix.all("v2.10.29", 3), Fixture.releases("v2.10.29", "v2.11.17")));
            cluster.start();
            Fixture.createStream(cluster, "KEPT", 3);
            Fixture.publish(cluster, "KEPT", 20);

            cluster.coldSwap(Mix.all("v2.11.17", 3));

            assertThat(Fixture.messages(cluster, "KEPT")).isEqualTo(20);
            // SIGTERM ends 2.10 with status 1 and is told all the same.
            assertThat(fixture.events(Event.ServerEnded.class)).hasSize(3)
                    .allMatch(Event.ServerEnded::told).allMatch(ended -> ended.exit() == 1);
        }
    }

    @Test
    void lame_duck_ends_a_server_in_seconds() throws IOException {
        Fixture fixture = new Fixture(folder, "duck");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5")));
            cluster.start();
            long began = System.nanoTime();
            cluster.roll(2, "v2.14.5", StopStyle.LAME_DUCK, false);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(fixture.events(Event.ServerEnded.class)).singleElement().matches(Event.ServerEnded::told);
            assertThat(fixture.events(Event.Note.class)).isEmpty();
        }
    }

    @Test
    void an_end_that_nobody_ordered_is_reported_with_the_last_words() throws Exception {
        Fixture fixture = new Fixture(folder, "untold");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5")));
            cluster.start();
            Server victim = cluster.servers().get(1);
            long pid = victim.pid().orElseThrow();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            assertThat(victim.awaitExit(SOON)).isTrue();
            assertThat(fixture.events(Event.ServerEnded.class)).singleElement().satisfies(ended -> {
                assertThat(ended.told()).isFalse();
                assertThat(ended.exit()).isEqualTo(128 + 9);
                assertThat(ended.server()).isEqualTo("untold-1");
                assertThat(ended.lastLog()).isNotEmpty();
            });
            assertThat(cluster.missing(victim)).isEqualTo("its process is gone");
        }
    }

    @Test
    void a_killed_server_comes_back_with_its_store_and_a_frozen_one_is_missed() throws Exception {
        Fixture fixture = new Fixture(folder, "kill");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.12.15", 3), Fixture.releases("v2.12.15")));
            cluster.start();
            Fixture.createStream(cluster, "KEPT", 3);
            Server victim = cluster.servers().get(2);
            victim.signal(Signal.KILL);
            assertThat(victim.awaitExit(SOON)).isTrue();
            assertThat(victim.running()).isFalse();
            victim.start();
            cluster.awaitCaughtUp("the return of the victim", Duration.ofSeconds(60));
            assertThat(cluster.missing(victim)).isEmpty();

            victim.signal(Signal.STOP);
            assertThat(victim.running()).isTrue();
            assertThat(cluster.missing(victim)).isNotEmpty();
            victim.signal(Signal.CONT);
            cluster.awaitCaughtUp("the thaw", Duration.ofSeconds(60));
        }
    }

    @Test
    void a_dump_keeps_what_the_endpoints_say() throws IOException {
        Fixture fixture = new Fixture(folder, "dump");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(
                    fixture.spec(new Mix(List.of("v2.9.25", "v2.14.5", "v2.14.5")), Fixture.releases("v2.9.25", "v2.14.5")));
            cluster.start();
            cluster.dump("after-start");
            for (String file : List.of("varz", "jsz", "routez", "connz", "healthz", "accountz", "subsz", "gatewayz",
                    "leafz", "ipqueuesz", "raftz-system", "accstatz")) {
                assertThat(folder.resolve("servers/dump-1/after-start/" + file + ".json")).exists();
            }
            assertThat(folder.resolve("servers/dump-0/after-start/raftz-system.json")).doesNotExist();
            assertThat(folder.resolve("servers/dump-0/after-start/jsz.json")).isNotEmptyFile();
        }
    }

    @Test
    void a_binary_that_is_not_what_was_built_is_refused() throws IOException {
        BuiltRelease good = Fixture.releases("v2.14.5").values().iterator().next();
        BuiltRelease forged = new BuiltRelease(
                good.release(), good.binary(), "0".repeat(64), good.bytes(), "", "", Duration.ZERO, true);
        Fixture fixture = new Fixture(folder, "forged");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Map.of("v2.14.5", forged)));
            assertThatThrownBy(cluster::start)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("SHA-256 of the binary is " + good.sha256());
        }
    }

    @Test
    void ports_of_one_address_do_where_there_is_only_one() throws IOException {
        Fixture fixture = new Fixture(folder, "ports");
        try (LocalPlatform platform = new LocalPlatform(AddressBlock.Kind.PORTS)) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5")));
            cluster.start();
            assertThat(cluster.servers()).allMatch(server -> server.clientUrl().startsWith("nats://127.0.0.1:"));
        }
    }

    @Test
    void a_cluster_closed_by_an_interrupted_thread_leaves_nothing_running() throws IOException {
        Fixture fixture = new Fixture(folder, "interrupted");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5")));
            cluster.start();
            Thread.currentThread().interrupt();
            cluster.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(cluster.servers()).noneMatch(Server::running);
        }
    }

    @Test
    void a_release_that_was_not_named_cannot_be_rolled_to() throws IOException {
        Fixture fixture = new Fixture(folder, "unnamed");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all("v2.14.5", 1), Fixture.releases("v2.14.5")));
            assertThatThrownBy(() -> cluster.roll(0, "v9.9.9", StopStyle.SIGTERM, false))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("v9.9.9");
        }
    }

    @Test
    void a_new_cluster_that_does_not_come_up_starts_again_from_nothing() throws IOException {
        Fixture fixture = new Fixture(folder, "again");
        AtomicReference<Optional<Cluster>> made = new AtomicReference<>(Optional.empty());
        ClusterSpec spec = fixture.spec(Mix.all("v2.14.5", 3), Fixture.releases("v2.14.5"), event -> {
            if (event instanceof Event.ServerStarted started && started.ordinal() == 2 && started.life() == 1) {
                made.get().orElseThrow().servers().get(2).signal(Signal.STOP);
            }
        });
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(spec);
            made.set(Optional.of(cluster));
            cluster.start();

            assertThat(fixture.events(Event.Note.class)).extracting(Event.Note::text)
                    .anyMatch(text -> text.contains("starts again with empty stores"));
            assertThat(fixture.events(Event.ServerEnded.class)).hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(Event.ServerEnded::told);
            cluster.servers().forEach(server -> assertThat(cluster.missing(server)).isEmpty());
        }
    }
}
