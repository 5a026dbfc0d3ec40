package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.time.Waiting;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import natscompat.publish.golang.Target;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.RegistryReader;
import natscompat.publish.leftover.Trees;
import natscompat.publish.record.LedgerEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From commit-ishes to images in a real registry, and what is on record of it. */
@Tag("real")
class PublishesImagesTest {
    @RegisterExtension
    static final Registry REGISTRY = Registry.open();

    @TempDir
    static Path shared;

    private static GitRepo repo = new GitRepo(Path.of("/"));

    @TempDir
    Path temp;

    private Setting setting = Setting.in(Path.of("/"));
    private String below = "";

    @BeforeAll
    static void makeRepository() throws IOException {
        repo = GitRepo.init(shared.resolve("nats-server"));
        repo.tinySources("2.12.15").commit("old");
        repo.git("tag", "v2.12.15");
        repo.git("checkout", "-q", "-b", "broken");
        repo.write("broken.go", "package main\n\nfunc broken() int { return nonsense }\n").commit("does not compile");
        repo.git("checkout", "-q", "main");
        repo.tinySources("2.15.0-dev").commit("new");
        repo.git("remote", "add", "origin", "git@example.org:nats/nats-server.git");
    }

    @BeforeEach
    void makeSetting() {
        setting = Setting.in(temp);
        // Each test has a path of its own in the registry.
        below = REGISTRY.address() + "/t" + Math.floorMod(temp.hashCode(), 1_000_000_000);
    }

    private NodeReport node(Setting where, boolean force, String... names) {
        ReleaseOptions options = where.options(Optional.of(repo.folder()), Map.of());
        return new BuildAndPublish(force ? options.forced() : options, where.folder().resolve("built"), where.said()::add)
                .node(request(names));
    }

    private NodeRequest request(String... names) {
        return new NodeRequest(
                Stream.of(names).map(ReleaseList.Asked::argument).toList(),
                Optional.of(below),
                NodeRequest.Engine.JIB,
                Optional.empty(),
                false);
    }

    private static LedgerEntry done(NodeReport report, int index) {
        assertThat(report.results().get(index)).isInstanceOf(NodeReport.Done.class);
        return ((NodeReport.Done) report.results().get(index)).entry();
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(temp.resolve("built").resolve(file));
    }

    @Test
    void an_image_has_what_was_built_and_says_where_it_is_from() throws IOException {
        LedgerEntry entry = done(node(setting, false, "v2.12.15"), 0);
        LedgerEntry.Push push = entry.push().orElseThrow();

        RegistryReader reader =
                new RegistryReader(ImageName.parse(below + "/nats-server"), Optional.empty(), true);
        String commit = repo.git("rev-parse", "v2.12.15");
        assertThat(reader.manifest(commit).orElseThrow().digest()).isEqualTo(push.digest());
        RegistryReader.Manifest byVersion = reader.manifest("2.12.15").orElseThrow();
        assertThat(byVersion.digest()).isEqualTo(push.digest());
        JsonNode document = reader.configuration(byVersion).orElseThrow();
        JsonNode config = document.path("config");
        assertThat(document.path("created").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(document.path("os").asText()).isEqualTo("linux");
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.path("Entrypoint").path(0).asText()).isEqualTo("/nats-server");
        assertThat(config.path("ExposedPorts").fieldNames()).toIterable().contains("4222/tcp", "6222/tcp", "8222/tcp");
        assertThat(config.path("Volumes").has("/data")).isTrue();
        JsonNode labels = config.path("Labels");
        assertThat(labels.path("org.opencontainers.image.revision").asText()).isEqualTo(commit);
        assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo("2.12.15");
        assertThat(labels.path("org.opencontainers.image.source").asText())
                .isEqualTo("https://example.org/nats/nats-server");
        assertThat(labels.path("nats-compat.binary.sha256").asText()).isEqualTo(entry.provenance().sha256());
    }

    @Test
    void the_record_has_one_line_a_commit_in_release_order() throws IOException {
        NodeReport report = node(setting, false, "main", "v2.12.15");

        assertThat(report.exitCode()).as(report.toString()).isZero();
        String main = repo.git("rev-parse", "main");
        assertThat(lines("node-images.txt"))
                .containsExactly(
                        "v2.12.15 " + done(report, 1).push().orElseThrow().reference(),
                        "main-" + main.substring(0, 12) + " " + done(report, 0).push().orElseThrow().reference());
        assertThat(lines("ledger.jsonl")).hasSize(2);
        assertThat(done(report, 0).provenance().describe()).contains("v2.12.15-1-g" + main.substring(0, 7));
    }

    @Test
    void what_is_there_already_is_not_built_again_unless_forced() throws IOException {
        node(setting, false, "v2.12.15");
        String images = Files.readString(temp.resolve("built/node-images.txt"));
        int said = setting.said().size();

        NodeReport again = node(setting, false, "v2.12.15", repo.git("rev-parse", "v2.12.15"));

        assertThat(again.results()).allMatch(r -> r instanceof NodeReport.Done done && !done.fresh());
        assertThat(setting.said()).hasSize(said);
        assertThat(lines("ledger.jsonl")).hasSize(1);

        NodeReport forced = node(setting, true, "v2.12.15");

        assertThat(forced.results()).allMatch(r -> r instanceof NodeReport.Done done && done.fresh());
        assertThat(lines("ledger.jsonl")).hasSize(2);
        assertThat(temp.resolve("built/node-images.txt")).hasContent(images);
    }

    @Test
    void what_the_registry_lost_is_pushed_again() throws IOException {
        node(setting, false, "v2.12.15");
        Trees.delete(REGISTRY.folder().resolve("data/docker/registry/v2/repositories")
                .resolve(below.substring(below.indexOf('/') + 1)));

        NodeReport again = node(setting, false, "v2.12.15");

        assertThat(again.results()).allMatch(r -> r instanceof NodeReport.Done done && done.fresh());
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void digests_are_equal_in_two_folders_with_nothing_in_common() {
        Setting one = Setting.in(temp.resolve("one"));
        Setting other = Setting.in(temp.resolve("somewhere/else"));

        assertThat(done(node(one, false, "v2.12.15"), 0).push().orElseThrow().digest())
                .isEqualTo(done(node(other, false, "v2.12.15"), 0).push().orElseThrow().digest());
    }

    @Test
    void two_at_once_end_well_and_record_it_once() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<NodeReport> one = threads.submit(() -> node(setting, false, "v2.12.15", "main"));
            Future<NodeReport> other = threads.submit(() -> node(setting, false, "main", "v2.12.15"));
            assertThat(one.get().failed()).isEmpty();
            assertThat(other.get().failed()).isEmpty();
        }
        assertThat(lines("node-images.txt")).hasSize(2);
        assertThat(lines("ledger.jsonl")).hasSize(2);
    }

    @Test
    void one_that_fails_does_not_stop_the_others() throws IOException {
        NodeReport report = node(setting, false, "broken", "nosuch", "v2.12.15");

        assertThat(report.exitCode()).isEqualTo(254);
        assertThat(report.failed()).extracting(f -> f.asked().text()).containsExactly("broken", "nosuch");
        assertThat(done(report, 2).push()).isPresent();
        assertThat(lines("node-images.txt")).hasSize(1);
    }

    @Test
    void a_bad_line_of_a_file_is_said_with_its_number_before_anything_is_built() throws IOException {
        Path file = Files.writeString(temp.resolve("releases.txt"), "# upgrade order\n\nv2.12.15\nnosuch # a typing error\n");
        BuildAndPublish tool = new BuildAndPublish(
                setting.options(Optional.of(repo.folder()), Map.of()), temp.resolve("built"), setting.said()::add);
        NodeRequest request = new NodeRequest(
                ReleaseList.read(file), Optional.of(below), NodeRequest.Engine.JIB, Optional.empty(), false);

        assertThatThrownBy(() -> tool.node(request))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("releases.txt line 4")
                .hasMessageContaining("nothing was built");
        assertThat(temp.resolve("built")).doesNotExist();
    }

    @Test
    void a_moved_branch_adds_a_line() throws IOException {
        GitRepo moving = GitRepo.init(temp.resolve("moving"));
        moving.tinySources("2.15.0-dev").commit("one");
        String file = "node-images.txt";
        BuildAndPublish tool = new BuildAndPublish(
                setting.options(Optional.of(moving.folder()), Map.of()), temp.resolve("built"), setting.said()::add);
        tool.node(request("main"));
        moving.write("more", "more").commit("two");
        tool.node(request("main"));

        assertThat(lines(file)).hasSize(2).allMatch(line -> line.startsWith("main-"));
    }

    @Test
    void without_a_registry_it_is_built_and_recorded_and_nothing_is_pushed() throws IOException {
        BuildAndPublish tool = new BuildAndPublish(
                setting.options(Optional.of(repo.folder()), Map.of()), temp.resolve("built"), setting.said()::add);
        NodeReport report = tool.node(new NodeRequest(
                List.of(ReleaseList.Asked.argument("v2.12.15")),
                Optional.empty(),
                NodeRequest.Engine.JIB,
                Optional.empty(),
                false));

        assertThat(done(report, 0).push()).isEmpty();
        assertThat(lines("ledger.jsonl")).hasSize(1);
        assertThat(temp.resolve("built/node-images.txt")).doesNotExist();
    }

    @Test
    void a_release_that_was_resolved_is_published_though_its_branch_moved_since() throws IOException {
        GitRepo moving = GitRepo.init(temp.resolve("moving"));
        String before = moving.tinySources("2.15.0-dev").commit("one");
        ReleaseOptions options = setting.options(Optional.of(moving.folder()), Map.of());
        BuildAndPublish tool = new BuildAndPublish(options, temp.resolve("built"), setting.said()::add);
        ResolvedRelease resolved = new Releases(options, setting.said()::add).resolve("main");
        moving.write("more", "more").commit("two");

        NodeReport.Result result = tool.publish(resolved, request(), setting.said()::add);

        assertThat(result).isInstanceOfSatisfying(NodeReport.Done.class, done -> {
            assertThat(done.entry().provenance().revision()).isEqualTo(before);
            assertThat(done.entry().push().orElseThrow().tags()).containsExactly(before);
        });
    }

    @Test
    void publishing_to_one_registry_then_to_another_and_back_leaves_the_first() throws IOException {
        String first = done(node(setting, false, "v2.12.15"), 0).push().orElseThrow().reference();
        below += "/elsewhere";
        node(setting, false, "v2.12.15");
        assertThat(lines("node-images.txt").getFirst()).contains("/elsewhere/");
        below = below.replace("/elsewhere", "");

        NodeReport back = node(setting, false, "v2.12.15");

        assertThat(back.results()).allMatch(r -> r instanceof NodeReport.Done done && !done.fresh());
        assertThat(lines("node-images.txt")).containsExactly("v2.12.15 " + first);
    }

    @Test
    void a_commit_that_is_tagged_after_it_was_published_gets_tag_and_name() throws IOException {
        GitRepo late = GitRepo.init(temp.resolve("late"));
        String commit = late.tinySources("2.15.0").commit("one");
        BuildAndPublish tool = new BuildAndPublish(
                setting.options(Optional.of(late.folder()), Map.of()), temp.resolve("built"), setting.said()::add);
        tool.node(request("main"));
        late.git("tag", "v2.15.0");

        NodeReport tagged = tool.node(request("main"));

        assertThat(done(tagged, 0).push().orElseThrow().tags()).containsExactly(commit, "2.15.0");
        assertThat(lines("node-images.txt")).singleElement().asString().startsWith("v2.15.0 ");
        RegistryReader reader = new RegistryReader(ImageName.parse(below + "/nats-server"), Optional.empty(), true);
        assertThat(reader.manifest("2.15.0")).isPresent();
        assertThat(tool.node(request("main")).results()).allMatch(r -> r instanceof NodeReport.Done done && !done.fresh());
    }

    @Test
    void a_wait_that_runs_out_of_time_or_a_bug_with_one_release_leaves_the_report_of_the_others() throws IOException {
        BuildAndPublish tool = new BuildAndPublish(
                setting.options(Optional.of(repo.folder()), Map.of()), temp.resolve("built"), line -> {
                    if (line.startsWith("main: compiling")) {
                        Waiting.until("what never comes", Duration.ZERO, Duration.ofMillis(1), () -> Waiting.Look.notYet("nothing"));
                    }
                    if (line.startsWith("v2.12.15: compiling")) {
                        throw new IllegalStateException("a bug");
                    }
                });

        NodeReport report = tool.node(request("main", "broken", "v2.12.15"));

        assertThat(report.failed()).extracting(f -> f.failure().category())
                .containsExactly(Category.ENVIRONMENT, Category.BUILD, Category.BUG);
        assertThat(report.failed().getFirst().failure().why()).contains("what never comes");
    }

    @Test
    void images_for_another_processor_have_names_and_tags_of_their_own() throws IOException {
        node(setting, false, "v2.12.15");
        String other = Target.host().arch().equals("arm64") ? "amd64" : "arm64";
        ReleaseOptions options =
                setting.options(Optional.of(repo.folder()), Map.of()).forTarget(new Target("linux", other));
        NodeReport report = new BuildAndPublish(options, temp.resolve("built"), setting.said()::add).node(request("v2.12.15"));

        String commit = repo.git("rev-parse", "v2.12.15");
        assertThat(done(report, 0).push().orElseThrow().tags())
                .containsExactly(commit + "-" + other, "2.12.15-" + other);
        assertThat(lines("node-images.txt")).hasSize(2)
                .anyMatch(line -> line.startsWith("v2.12.15 "))
                .anyMatch(line -> line.startsWith("v2.12.15-" + other + " "));
    }

    @Test
    void a_missing_engine_or_dockerfile_is_said_before_anything_is_compiled() {
        ReleaseOptions options = setting.options(
                Optional.of(repo.folder()), Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"));
        BuildAndPublish tool = new BuildAndPublish(options, temp.resolve("built"), setting.said()::add);
        for (Optional<Path> dockerfile : List.of(Optional.<Path>empty(), Optional.of(temp.resolve("nosuch")))) {
            NodeReport report = tool.node(new NodeRequest(
                    List.of(ReleaseList.Asked.argument("v2.12.15")), Optional.of(below), NodeRequest.Engine.DOCKER,
                    dockerfile, false));

            assertThat(report.failed()).singleElement()
                    .satisfies(f -> assertThat(f.failure().text()).containsAnyOf("--engine jib", "--dockerfile"));
        }
        assertThat(setting.said()).noneMatch(line -> line.contains("compiling"));
    }
}
