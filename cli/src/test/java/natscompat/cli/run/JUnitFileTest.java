package natscompat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Category;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JUnitFileTest {
    private static final Plan PLAN = new Plan(Plan.SCHEMA, 7, "standard", List.of(), Duration.ZERO, List.of(), List.of(),
            new Forecast(Duration.ZERO, Duration.ZERO, 1, 0, 0));
    private static final Matrix MATRIX = new Matrix(Matrix.SCHEMA, "run", true, 1, "broken", 7, Instant.EPOCH, Duration.ZERO,
            List.of(), List.of());

    @TempDir
    Path folder;

    private final JUnitFile file = new JUnitFile(Set.of("mix"), Optional.empty());

    private void end() {
        file.on(new RunEvent.Planned(PLAN));
        file.on(new RunEvent.RunEnded(MATRIX, folder));
    }

    @Test
    void isWrittenWhenTheMatrixIsKnown() {
        end();
        assertThat(folder.resolve("junit.xml")).content().contains("<testsuites");
        assertThat(file.unwritten()).isEmpty();
    }

    /** Whoever told the run would hear of it in the middle, and the verdict would be lost to the exit code. */
    @Test
    void whatCannotBeWrittenIsKeptForLaterAndThrowsNothing() throws IOException {
        Files.createDirectories(folder.resolve("junit.xml/obstacle"));
        end();
        assertThat(file.unwritten()).hasValueSatisfying(failure -> {
            assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
            assertThat(failure.tried()).isEqualTo("write " + folder.resolve("junit.xml"));
            assertThat(failure.next()).contains("matrix.json");
        });
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
