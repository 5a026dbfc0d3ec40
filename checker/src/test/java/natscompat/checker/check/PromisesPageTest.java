package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.catalog.CheckType;
import natscompat.model.catalog.Promise;
import org.junit.jupiter.api.Test;

/** docs/promises.md and {@link Checks} say the same. */
class PromisesPageTest {
    private static List<String> rows() throws IOException {
        Path root = Path.of(System.getProperty("nats-compat.root", ".."));
        return Files.readAllLines(root.resolve("docs/promises.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    @Test
    void every_promise_has_its_row_with_kind_and_source_in_the_same_order() throws IOException {
        List<Promise> promises = Checks.promises();
        List<String> rows = rows();
        assertThat(rows).hasSameSizeAs(promises);
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = rows.get(i).split("\\|");
            assertThat(cells[1].strip()).isEqualTo("`" + promises.get(i).name() + "`");
            assertThat(cells[2].strip()).isEqualTo(promises.get(i).line());
            assertThat(cells[3].strip()).isEqualTo(promises.get(i).source());
            assertThat(cells[4].strip()).isEqualToIgnoringCase(promises.get(i).kind().name());
        }
    }

    @Test
    void every_check_guards_a_promise_of_its_own_name() {
        assertThat(Checks.types()).extracting(CheckType::promise)
                .containsExactlyElementsOf(Checks.promises().stream().map(Promise::name).toList())
                .containsExactlyElementsOf(Checks.types().stream().map(CheckType::name).toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void lines_are_lines() {
        assertThat(Checks.types()).allSatisfy(type -> assertThat(type.line()).doesNotEndWith(".").doesNotContain("\n"));
    }
}
