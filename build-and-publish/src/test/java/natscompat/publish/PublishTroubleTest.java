package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Meddler;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import natscompat.publish.image.Login;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between us and a registry, against a real one with passwords. */
@Tag("real")
class PublishTroubleTest {
    @RegisterExtension
    static final Registry REGISTRY = Registry.withPasswords();

    @TempDir
    static Path shared;

    private static GitRepo repo = new GitRepo(Path.of("/"));

    @TempDir
    Path temp;

    private Setting setting = Setting.in(Path.of("/"));

    @BeforeAll
    static void makeRepository() throws IOException {
        repo = GitRepo.init(shared.resolve("nats-server")).tinySources("2.14.5");
        repo.commit("one");
    }

    @BeforeEach
    void makeSetting() {
        setting = Setting.in(temp);
    }

    private NodeReport push(String registry, Map<String, String> login) {
        Map<String, String> environment = new HashMap<>(login);
        environment.putIfAbsent("DOCKER_CONFIG", temp.toString());
        return new BuildAndPublish(
                        setting.options(Optional.of(repo.folder()), environment), temp.resolve("built"), setting.said()::add)
                .node(new NodeRequest(
                        List.of(ReleaseList.Asked.argument("main")),
                        Optional.of(registry + "/t" + Math.floorMod(temp.hashCode(), 1_000_000_000)),
                        NodeRequest.Engine.JIB,
                        Optional.empty(),
                        false));
    }

    private Failure failure(String registry, Map<String, String> login) {
        NodeReport report = push(registry, login);
        assertThat(report.failed()).hasSize(1);
        assertThat(temp.resolve("built/node-images.txt")).doesNotExist();
        assertThat(temp.resolve("temp")).isEmptyDirectory();
        Failure failure = report.failed().getFirst().failure();
        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.text() + setting.said()).doesNotContain(Registry.PASSWORD).doesNotContain("wrong secret");
        return failure;
    }

    private static Map<String, String> login() {
        return Map.of(Login.USER, Registry.USER, Login.PASSWORD, Registry.PASSWORD);
    }

    @Test
    void with_the_right_password_in_the_environment_it_is_pushed() {
        assertThat(push(REGISTRY.address(), login()).exitCode()).isZero();
    }

    @Test
    void with_the_password_in_dockers_configuration_it_is_pushed() throws IOException {
        String auth = Base64.getEncoder()
                .encodeToString((Registry.USER + ":" + Registry.PASSWORD).getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                temp.resolve("config.json"), "{\"auths\":{\"" + REGISTRY.address() + "\":{\"auth\":\"" + auth + "\"}}}");

        assertThat(push(REGISTRY.address(), Map.of()).exitCode()).isZero();
    }

    @Test
    void wrong_credentials_are_said_with_user_and_origin_and_never_with_the_secret() {
        Failure failure =
                failure(REGISTRY.address(), Map.of(Login.USER, "somebody", Login.PASSWORD, "wrong secret"));

        assertThat(failure.tried()).contains("somebody (from " + Login.USER);
        assertThat(failure.why()).contains(REGISTRY.address());
    }

    @Test
    void no_credentials_are_said_too() {
        assertThat(failure(REGISTRY.address(), Map.of()).text()).contains("anonymous").contains("docker login");
    }

    @Test
    void a_registry_that_is_not_there_is_said_with_its_address() {
        assertThat(failure("127.0.0.1:9", Map.of()).why()).contains("127.0.0.1:9 cannot be reached");
    }

    @Test
    void a_name_that_is_none_is_said_before_anything_is_built() {
        assertThatThrownBy(() -> push("Not A Registry", Map.of()))
                .hasMessageContaining("--registry localhost:5000/nats");
    }

    @Test
    void a_push_that_is_refused_half_way_is_said_and_works_the_next_time() throws IOException {
        try (Meddler meddler = Meddler.of(REGISTRY, answer -> answer.path().contains("/manifests/")
                        && answer.method().equals("PUT")
                ? new Meddler.Answer(answer.method(), answer.path(), 507, "{}")
                : answer)) {
            assertThat(failure(meddler.address(), login()).why()).contains("broke off");
        }
        assertThat(push(REGISTRY.address(), login()).exitCode()).isZero();
    }

    @Test
    void a_registry_that_serves_something_else_than_was_pushed_is_found_out() throws IOException {
        try (Meddler meddler = Meddler.of(REGISTRY, answer -> answer.path().contains("/manifests/")
                        && answer.method().equals("GET")
                ? new Meddler.Answer(answer.method(), answer.path(), answer.status(), answer.body() + "\n")
                : answer)) {
            Failure failure = failure(meddler.address(), login());

            assertThat(failure.tried()).startsWith("read back");
            assertThat(failure.why()).containsPattern("pushed was sha256:[0-9a-f]{64}");
        }
    }
}
