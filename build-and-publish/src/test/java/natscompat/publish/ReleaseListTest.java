package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseListTest {
    @TempDir
    Path temp;

    private Path file(String text) throws IOException {
        return Files.writeString(temp.resolve("releases.txt"), text);
    }

    @Test
    void comments_and_blank_lines_are_skipped_and_lines_keep_their_numbers() throws IOException {
        assertThat(ReleaseList.read(file("# old\nv2.12.15\n\nmain # the newest\nissue#5\n")))
                .extracting(asked -> asked.text() + asked.line().orElse("").replaceFirst(".*line", " line"))
                .containsExactly("v2.12.15 line 2", "main line 4", "issue#5 line 5");
    }

    @Test
    void two_words_on_a_line_are_refused_with_its_number() {
        assertThatThrownBy(() -> ReleaseList.read(file("v2.12.15\nv2.14.5 main\n"))).hasMessageContaining("line 2");
    }

    @Test
    void a_file_that_names_none_or_is_not_there_is_refused() {
        assertThatThrownBy(() -> ReleaseList.read(file("# nothing\n"))).hasMessageContaining("names none");
        assertThatThrownBy(() -> ReleaseList.read(temp.resolve("nosuch"))).hasMessageContaining("nosuch");
    }
}
