package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;
import natscompat.publish.cache.Sha256;
import natscompat.publish.fixture.Engine;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import natscompat.publish.record.LedgerEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Images in a real registry, pulled and run by a real engine: the server that answers is the commit asked for. */
@Tag("real")
@ExtendWith(Engine.class)
class RunsOnDockerEngineTest {
    /** Of no cluster's block, and no outgoing connection ever takes a port of it. */
    private static final String HOST = "127.255.88.77";

    @RegisterExtension
    static final Registry REGISTRY = Registry.open();

    @TempDir
    static Path shared;

    private static GitRepo repo = new GitRepo(Path.of("/"));

    @TempDir
    Path temp;

    private Setting setting = Setting.in(Path.of("/"));

    @BeforeAll
    static void makeRepository() throws IOException {
        repo = GitRepo.init(shared.resolve("nats-server"));
        repo.serverSources("v2.14.5").commit("one");
        repo.git("tag", "v2.14.5");
    }

    @BeforeEach
    void makeSetting() {
        setting = Setting.in(shared);
    }

    private NodeReport publish(NodeRequest.Engine engine, Optional<Path> dockerfile, Map<String, String> environment) {
        return new BuildAndPublish(
                        setting.options(Optional.of(repo.folder()), environment), temp.resolve("built"), setting.said()::add)
                .node(new NodeRequest(
                        List.of(ReleaseList.Asked.argument("v2.14.5")),
                        Optional.of(REGISTRY.address() + "/" + engine.name().toLowerCase(Locale.ROOT)),
                        engine,
                        dockerfile,
                        false));
    }

    private void runs(NodeReport report) throws IOException, InterruptedException {
        assertThat(report.failed()).isEmpty();
        LedgerEntry entry = ((NodeReport.Done) report.results().getFirst()).entry();
        String image = entry.push().orElseThrow().reference();
        Engine.docker(temp, "pull", "-q", image);
        String container = Engine.docker(temp, "run", "-d", "--network", "host", image, "--config", "/etc/nats/nats.conf",
                "-p", "4222", "-m", "8222", "-a", HOST);
        try {
            String varz = varz("http://" + HOST + ":8222/varz");
            assertThat(varz)
                    .contains("\"version\": \"2.14.5\"")
                    .contains("\"git_commit\": \"" + repo.git("rev-parse", "--short=12", "v2.14.5") + "\"");
            Path binary = temp.resolve("binary");
            Engine.docker(temp, "cp", container + ":/nats-server", binary.toString());
            assertThat(Sha256.of(binary)).isEqualTo(entry.provenance().sha256());
            assertThat(Engine.docker(temp, "inspect", "--format", "{{.Config.User}}", container)).isEqualTo("65532:65532");
        } finally {
            Engine.docker(temp, "rm", "-f", "-v", container);
        }
    }

    private static String varz(String url) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Waiting.until("varz", Duration.ofSeconds(20), Duration.ofMillis(50), () -> {
                try {
                    return Waiting.Look.there(client.send(
                                    HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
                } catch (IOException e) {
                    return Waiting.Look.notYet(e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return Waiting.Look.notYet("interrupted");
                }
            });
        }
    }

    @Test
    void an_image_made_by_jib_runs_and_is_the_commit_asked_for() throws Exception {
        runs(publish(NodeRequest.Engine.JIB, Optional.empty(), Map.of()));
    }

    @Test
    void an_image_made_from_our_dockerfile_runs_and_is_the_commit_asked_for() throws Exception {
        runs(publish(NodeRequest.Engine.DOCKER, Optional.empty(), Map.of()));
        assertThat(Files.readString(temp.resolve("built/ledger.jsonl"))).contains("\"engine\":\"docker\"");
    }

    @Test
    void a_dockerfile_of_ones_own_that_does_not_build_is_said_with_what_the_engine_said() throws IOException {
        Path own = Files.writeString(temp.resolve("Dockerfile"), "FROM scratch\nCOPY nosuch /nosuch\n");

        Failure failure = publish(NodeRequest.Engine.DOCKER, Optional.of(own), Map.of()).failed().getFirst().failure();

        assertThat(failure.why()).contains("nosuch");
    }

    @Test
    void without_an_engine_it_is_said_that_jib_needs_none() {
        Map<String, String> nowhere = Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock");

        Failure failure =
                publish(NodeRequest.Engine.DOCKER, Optional.empty(), nowhere).failed().getFirst().failure();

        assertThat(failure.text()).contains("unix:///nowhere/docker.sock").contains("--engine jib");
    }
}
