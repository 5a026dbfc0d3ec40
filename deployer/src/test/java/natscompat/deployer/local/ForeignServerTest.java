package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.deployer.Fixture;
import natscompat.deployer.server.Monitoring;
import natscompat.generator.Address;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server of somebody else answers at an address that we have claimed, while our own process lives: it listens
 * elsewhere, as one does whose configuration was changed behind its back.
 */
@Tag("real")
@Timeout(120)
class ForeignServerTest {
    private static final String RELEASE = "v2.14.5";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Pattern MONITOR = Pattern.compile("(?m)^http: \"(\\S+):(\\d+)\"$");
    private static final Pattern LOG = Pattern.compile("(?m)^log_file: .*$");
    private static final Pattern TAGS = Pattern.compile("(?m)^server_tags: .*$");

    @TempDir
    Path folder;

    /** It has the name, the release and the configuration of ours, and another owner. */
    @Test
    void one_of_another_owner_is_not_taken_for_ours() throws IOException {
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(
                    new Fixture(folder, "ours").spec(Mix.all(RELEASE, 3), Map.of(RELEASE, elsewhere())));
            String theirs = TAGS.matcher(ours()).replaceFirst("server_tags: [\"owner:else\"]");
            try (Foreign _ = new Foreign(Files.writeString(folder.resolve("theirs.conf"), theirs))) {
                assertThatThrownBy(cluster::start)
                        .isInstanceOf(FailureException.class)
                        .hasMessageContaining("is something else: tags is [owner:else] instead of [owner:");
            }
        }
    }

    /** Name, release, configuration and even the owner's tag are ours: only the id says that it is another server. */
    @Test
    void one_that_comes_after_the_proof_is_known_by_its_id() throws IOException {
        Fixture fixture = new Fixture(folder, "ours");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(fixture.spec(Mix.all(RELEASE, 3), Map.of(RELEASE, elsewhere())));
            LocalServer server = (LocalServer) cluster.servers().getFirst();
            Path same = Files.writeString(folder.resolve("same.conf"), ours());
            server.start();
            // Before it is a server its process is the shell that starts it, and no proof of ours.
            assertThat(Waiting.reached("our own process", SOON, POLL, () -> isServer(server))).isTrue();
            try (Foreign first = new Foreign(same)) {
                assertThat(Waiting.reached("the proof", SOON, POLL, () -> server.life().flatMap(Life::serverId).isPresent()))
                        .isTrue();
                assertThat(server.life().flatMap(Life::serverId)).contains(first.id());
                assertThat(server.monitor("varz", ANSWER).path("server_id").asText()).isEqualTo(first.id());
            }
            try (Foreign second = new Foreign(same)) {
                assertThatThrownBy(() -> server.monitor("varz", ANSWER))
                        .isInstanceOf(IOException.class)
                        .hasMessage("another server (" + second.id() + ") answers in the place of ours-0");
                assertThat(server.running()).as("our own process").isTrue();
                assertThat(cluster.missing(server)).contains("another server (" + second.id() + ")");
            }
        }
        assertThat(fixture.events(Event.ServerStarted.class)).hasSize(1);
    }

    private static boolean isServer(LocalServer server) {
        String binary = TestReleases.built(RELEASE).binary().toString();
        return ProcessHandle.of(server.pid().orElseThrow())
                .flatMap(process -> process.info().command())
                .filter(binary::equals)
                .isPresent();
    }

    /** The configuration of ours, except that it is silent. */
    private String ours() throws IOException {
        return LOG.matcher(Files.readString(folder.resolve("servers/ours-0/nats.conf"))).replaceFirst("");
    }

    /** The real binary, which checks the configuration and then listens where it likes. */
    private BuiltRelease elsewhere() throws IOException {
        BuiltRelease real = TestReleases.built(RELEASE);
        Path script = folder.resolve("nats-server");
        Files.createFile(script, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(script, """
                #!/bin/sh
                case " $* " in
                *" -t "*) exec %1$s "$@" ;;
                *) exec %1$s -a 127.0.0.1 -p -1 ;;
                esac
                """.formatted(real.binary()));
        return new BuiltRelease(real.release(), script, real.sha256(), real.bytes(), "", "", Duration.ZERO, true);
    }

    /** A real server of nobody's cluster, which answers once this is made and is gone once it is closed. */
    private static final class Foreign implements AutoCloseable {
        private final Process process;
        private final String id;

        private Foreign(Path conf) throws IOException {
            Matcher monitor = MONITOR.matcher(Files.readString(conf));
            assertThat(monitor.find()).isTrue();
            Address address = new Address(monitor.group(1), Integer.parseInt(monitor.group(2)));
            ProcessBuilder builder =
                    new ProcessBuilder(TestReleases.built(RELEASE).binary().toString(), "-c", conf.toString());
            process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            try {
                id = Waiting.until("an answer of the foreign server", SOON, POLL, () -> asked(new Monitoring(address)));
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        }

        private static Waiting.Look<String> asked(Monitoring monitoring) {
            try {
                JsonNode varz = monitoring.ask("varz", ANSWER);
                return Waiting.Look.there(varz.path("server_id").asText());
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e));
            }
        }

        String id() {
            return id;
        }

        @Override
        public void close() {
            process.destroyForcibly();
            assertThat(Waiting.reached("its end", SOON, POLL, () -> !process.isAlive())).isTrue();
        }
    }
}
