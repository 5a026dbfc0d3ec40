package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.publish.fixture.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the origin record of a module decides, and what is said of a version without one: by a Go of a few lines. */
class ModuleCommitTest {
    @TempDir
    Path temp;

    /**
     * It knows v2.14.5 alone, and what it builds is a server of a line that says so.
     *
     * @param origin of that version, as JSON; empty for none
     * @param versions as a JSON list; empty for a proxy that does not list them
     */
    private Releases releases(String origin, String versions) throws IOException {
        Files.writeString(temp.resolve("module"),
                "{\"Version\":\"v2.14.5\"" + (origin.isEmpty() ? "" : ",\"Origin\":" + origin) + "}\n");
        Files.writeString(temp.resolve("versions"), "{\"Versions\":" + versions + "}\n");
        Path go = Files.writeString(temp.resolve("go"), """
                #!/bin/sh
                cd "$(dirname "$0")" || exit 1
                case "$1 $2 $3 $4" in
                "env "*) echo '{"GOVERSION":"go1.26.0"}' ;;
                "list -m -versions "*) cat versions; exit %d ;;
                "list -m -json "*@v2.14.5) cat module ;;
                "list -m -json "*) echo "go: invalid version: unknown revision" >&2; exit 1 ;;
                "install "*)
                    echo "$*" >installed
                    mkdir -p "$GOPATH/bin"
                    printf '#!/bin/sh\\necho nats-server: v2.14.5\\n' >"$GOPATH/bin/nats-server"
                    chmod +x "$GOPATH/bin/nats-server" ;;
                *) exit 3 ;;
                esac
                """.formatted(versions.isEmpty() ? 1 : 0));
        assertThat(go.toFile().setExecutable(true)).isTrue();
        Setting setting = Setting.in(temp.resolve("setting"));
        Files.createDirectories(setting.temp());
        return new Releases(setting.options(Optional.empty(), Map.of("NATS_COMPAT_GO", go.toString())), setting.said()::add);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"VCS\":\"git\",\"URL\":\"https://example.org/x\",\"Hash\":\"0123456789abcdef0123456789abcdef01234567\"}|0123456789ab",
        "{\"VCS\":\"git\",\"URL\":\"https://example.org/x\",\"Ref\":\"refs/tags/v2.14.5\"}|module",
        "{\"VCS\":\"hg\",\"Hash\":\"0123456789abcdef0123456789abcdef01234567\"}|module",
        "''|module",
    })
    void the_commit_is_that_of_the_origin_record_where_there_is_one(String origin, String commit) throws IOException {
        Releases releases = releases(origin, "[]");
        BuiltRelease built = releases.build(releases.resolve("v2.14.5"), line -> {});
        assertThat(built.commit()).isEqualTo(commit);
        assertThat(temp.resolve("installed")).content().as("what the compiler was told").endsWith(
                "-ldflags=-w -X github.com/nats-io/nats-server/v2/server.gitCommit=" + commit
                        + " github.com/nats-io/nats-server/v2@v2.14.5\n");
    }

    @Test
    void a_version_that_nobody_released_gets_near_ones() throws IOException {
        Releases releases = releases("", "[\"v2.2.0\",\"v2.14.4\",\"v2.14.5\"]");
        assertThatThrownBy(() -> releases.resolve("2.14.55")).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().category()).isEqualTo(Category.INPUT);
            assertThat(e.failure().why()).endsWith("has no such version; near: v2.14.5, v2.14.4");
            assertThat(e.failure().next()).contains("--repo");
        });
    }

    @Test
    void without_a_list_of_versions_it_is_an_input_error_all_the_same() throws IOException {
        Releases releases = releases("", "");
        assertThatThrownBy(() -> releases.resolve("v2.14.55")).isInstanceOfSatisfying(FailureException.class, e -> {
            assertThat(e.failure().category()).isEqualTo(Category.INPUT);
            assertThat(e.failure().why()).endsWith("has no such version");
        });
    }
}
