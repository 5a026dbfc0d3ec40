package natscompat.publish.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import natscompat.publish.fixture.SayLogin;
import natscompat.publish.fixture.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTest {
    private static final ImageName NAME = new ImageName("localhost:5000", "nats", "localhost:5000/nats");

    @TempDir
    Path temp;

    private String said(Map<String, String> environment) {
        return Shell.run(
                temp,
                environment,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SayLogin.class.getName(),
                NAME.text());
    }

    private Path helper(String name) throws IOException {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Path helper = Files.writeString(
                bin.resolve("docker-credential-" + name),
                "#!/bin/sh\nread -r server\necho '{\"Username\":\"helped\",\"Secret\":\"12345\"}'\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();
        return bin;
    }

    @Test
    void a_credential_helper_is_asked() throws IOException {
        Path bin = helper("test");
        Files.writeString(temp.resolve("config.json"), "{\"credHelpers\":{\"localhost:5000\":\"test\"}}");

        assertThat(said(Map.of("DOCKER_CONFIG", temp.toString(), "PATH", bin + ":" + System.getenv("PATH"))))
                .isEqualTo("helped (from " + temp.resolve("config.json") + ") 5");
    }

    @Test
    void a_credential_helper_that_is_missing_is_said() throws IOException {
        Files.writeString(temp.resolve("config.json"), "{\"credHelpers\":{\"localhost:5000\":\"missing\"}}");

        assertThat(said(Map.of("DOCKER_CONFIG", temp.toString()))).contains("docker-credential-missing").endsWith("nobody");
    }

    @Test
    void the_environment_wins_and_the_secret_is_not_in_its_text() {
        Login login = Login.find(
                        NAME,
                        Map.of(Login.USER, "me", Login.PASSWORD, "swordfish", "DOCKER_CONFIG", temp.toString()),
                        text -> {})
                .orElseThrow();

        assertThat(login.secret()).isEqualTo("swordfish");
        assertThat(login).hasToString("me (from NATS_COMPAT_REGISTRY_USER and NATS_COMPAT_REGISTRY_PASSWORD)");
    }

    @Test
    void a_user_without_a_password_is_nobody() {
        assertThat(Login.find(NAME, Map.of(Login.USER, "me", "DOCKER_CONFIG", temp.toString()), text -> {})).isEmpty();
    }

    @Test
    void the_variables_are_for_the_registry_that_we_push_to_and_for_no_other_one() throws IOException {
        Files.writeString(
                temp.resolve("config.json"), "{\"auths\":{\"localhost:5000\":{\"auth\":\"dGhlbTp0aGVpcnM=\"}}}");
        Map<String, String> both =
                Map.of(Login.USER, "me", Login.PASSWORD, "swordfish", "DOCKER_CONFIG", temp.toString());

        assertThat(Login.configured(NAME, both, text -> {}).orElseThrow().user()).isEqualTo("them");
        assertThat(Login.configured(ImageName.parse("example.org/java"), both, text -> {})).isEmpty();
    }
}
