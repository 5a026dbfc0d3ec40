package natscompat.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is asked for together with a stored plan. */
class StoredPlanTest {
    @TempDir
    private Path folder;

    private Path file;

    @Command
    private static final class Asking {
        @Mixin
        private QuestionArguments arguments = new QuestionArguments();
    }

    @BeforeEach
    void aPlan() throws IOException {
        file = folder.resolve("plan.json");
        Json.write(file, new Plan(Plan.SCHEMA, 4711, "standard", List.of(), Duration.ZERO, List.of(), List.of(),
                new Forecast(Duration.ZERO, Duration.ZERO, 8, 0, 0)));
    }

    private Question question(String... more) {
        Asking asking = new Asking();
        CommandLine line = new CommandLine(asking);
        line.parseArgs(Stream.concat(Stream.of("--plan", file.toString()),
                Stream.of(more)).toArray(String[]::new));
        return asking.arguments.question();
    }

    @Test
    void itsSeedIsTheSeed() {
        assertThat(question("--parallel", "2").seed()).isEqualTo(4711);
    }

    @Test
    void itHasItsNumberOfCellsSideBySideOnKubernetesToo() {
        assertThat(question("--platform", "kubernetes").parallel()).isZero();
        assertThat(question("--platform", "kubernetes", "--parallel", "2").parallel()).isEqualTo(2);
    }

    @Test
    void whatItDecidedCannotBeAskedForAgain() {
        assertThatThrownBy(() -> question("--budget", "4m", "--walks", "upgrade"))
                .hasMessageContaining("with --budget, --walk");
    }
}
