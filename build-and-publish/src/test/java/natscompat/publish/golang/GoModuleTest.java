package natscompat.publish.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Go says when it cannot find a version, from a Go of a few lines that says only that. */
class GoModuleTest {
    @TempDir
    Path temp;

    private GoTool saying(String words) throws IOException {
        Path go = Files.writeString(temp.resolve("go"), "#!/bin/sh\n"
                + "case $1 in list) cat " + temp.resolve("words") + " >&2; exit 1;; *) echo '{\"GOVERSION\":\"go1.26.0\"}';; esac\n");
        Files.writeString(temp.resolve("words"), words + "\n");
        assertThat(go.toFile().setExecutable(true)).isTrue();
        return GoTool.find(Map.of("NATS_COMPAT_GO", go.toString(), "PATH", System.getenv("PATH")));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "go: m@v9: invalid version: unknown revision v9",
        "go: m@v9: reading https://proxy.example.org/m/@v/v9.info: 404 Not Found",
        "go: module m: no matching versions for query \"v9\""
    })
    void a_version_that_nobody_has_is_not_there(String words) throws IOException {
        assertThat(GoModule.find(saying(words), "v9.9.9", temp)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "go: m@v9: reading https://proxy.example.org/m/@v/v9.info: 502 Bad Gateway",
        "go: m@v9: write cache/m.zip: no space left on device",
        "go: exec: \"git\": executable file not found in $PATH"
    })
    void trouble_with_asking_is_passed_on_in_gos_words(String words) throws IOException {
        GoTool go = saying(words);

        assertThatThrownBy(() -> GoModule.find(go, "v9.9.9", temp))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                    assertThat(e.failure().why()).contains(words);
                });
    }
}
