package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.fixture.Setting;
import natscompat.publish.fixture.Shell;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Released versions as Go modules, by the real Go tool. */
@Tag("real")
class BuildsModulesTest {
    @TempDir
    Path temp;

    @Test
    void a_released_version_comes_as_a_module_and_afterwards_needs_neither_go_nor_a_network() {
        Setting setting = Setting.in(temp);
        ResolvedRelease release = setting.modules().resolve("v2.14.5");
        BuiltRelease built = setting.modules().build(release, setting.said()::add);
        assertThat(release.source()).isEqualTo(ReleaseSource.MODULE);
        assertThat(Shell.run(temp, built.binary().toString(), "--version")).isEqualTo("nats-server: v2.14.5");
        assertThat(built.commit()).matches("module|[0-9a-f]{12}");
        assertThat(setting.said()).anyMatch(line -> line.contains("v2.14.5 comes as Go module"));

        Releases bare = new Releases(setting.options(Optional.empty(), Map.of("PATH", "/nowhere")), setting.said()::add);

        assertThat(bare.build(bare.resolve("v2.14.5"), setting.said()::add).sha256()).isEqualTo(built.sha256());
        assertThat(setting.temp()).isEmptyDirectory();
    }

    @Test
    void a_version_in_gos_own_cache_resolves_without_a_network() {
        Setting setting = Setting.in(temp);
        Map<String, String> offline = Map.of("GOPROXY", "off");

        assertThat(Shell.run(temp, offline, "go", "list", "-m", "github.com/nats-io/nats-server/v2@v2.14.5"))
                .contains("v2.14.5");
        assertThat(setting.modules().resolve("2.14.5").revision()).isEqualTo("v2.14.5");
    }

    @Test
    void a_version_that_was_never_released_is_an_input_error() {
        Setting setting = Setting.in(temp);

        assertThatThrownBy(() -> setting.modules().resolve("v2.14.555"))
                .isInstanceOfSatisfying(FailureException.class, e -> assertThat(e.failure().category())
                        .isIn(Category.INPUT, Category.ENVIRONMENT));
    }
}
