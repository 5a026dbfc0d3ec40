package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests make lies below the folder that the environment names, so that CI can ask what its own tests left. */
class TemporaryFolderTest {
    @TempDir
    Path folder;

    @Test
    void tests_make_their_folders_where_the_environment_says() {
        String named = Optional.ofNullable(System.getenv("TMPDIR")).filter(name -> !name.isEmpty())
                .orElseGet(() -> System.getProperty("java.io.tmpdir"));
        assertThat(folder.toAbsolutePath()).startsWith(Path.of(named).toAbsolutePath().normalize());
        assertThat(Path.of(System.getProperty("java.io.tmpdir"))).isEqualTo(Path.of(named));
    }
}
