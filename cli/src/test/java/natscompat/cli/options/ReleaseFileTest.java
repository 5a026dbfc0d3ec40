package natscompat.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFileTest {
    @TempDir
    Path folder;

    @Test
    void commentsAndBlankLinesAreSkipped() throws IOException {
        Path file = Files.writeString(folder.resolve("releases.txt"), "# old ones\nv2.12.15\n\n  v2.14.5  # new\nfile:a#b\n");
        assertThat(ReleaseFile.read(file)).containsExactly("v2.12.15", "v2.14.5", "file:a#b");
    }

    @Test
    void aMissingFileIsBadInput() {
        assertThatThrownBy(() -> ReleaseFile.read(folder.resolve("none")))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void aFileWithoutReleasesIsBadInput() throws IOException {
        Path file = Files.writeString(folder.resolve("releases.txt"), "# nothing\n");
        assertThatThrownBy(() -> ReleaseFile.read(file)).hasMessageContaining("it names none");
    }
}
