package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.options.Again;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command under a red cell can be typed: its verb knows every option of it. */
class AgainCommandTest {
    private static final Path HERE = Path.of("");

    private static final Shell SHELL = new Shell(
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8), HERE, HERE, Map.of(),
            new Shell.Terminals(false, false, false), 0);

    @ParameterizedTest
    @CsvSource({"QUALIFY, standard, true", "BURN_IN, burn-in, false"})
    void isOneThatTheVerbTakes(Verb verb, String profile, boolean chooses) {
        Plan plan = new Plan(Plan.SCHEMA, 7, profile, List.of(), Duration.ZERO, List.of(), List.of(),
                new Forecast(Duration.ZERO, Duration.ZERO, 1, 0, 0));
        String command = SHELL.command(verb.word());
        List<String> typed = List.of("v2.12.15", "v2.14.5", "--mayhem", "none", "--out", "x");
        String again = spec(Again.command(command, typed, 7)).again(plan, 3);
        assertThat(again.contains("--cell 3")).isEqualTo(chooses);
        List<String> arguments = List.of(again.substring(command.length()).strip().split(" ", -1));
        Commands.of(verb.word(), verb.command(SHELL), SHELL).parseArgs(arguments.toArray(String[]::new));
    }

    /** Of a run that was itself about chosen cells. */
    @ParameterizedTest
    @ValueSource(strings = {"--cell 5,13", "--cells 5,13", "--cell=5,13", "--cell 5 --cell 13"})
    void isAboutOneCellWhateverWasChosenThen(String chosen) {
        Plan plan = new Plan(Plan.SCHEMA, 7, "standard", List.of(), Duration.ZERO, List.of(), List.of(),
                new Forecast(Duration.ZERO, Duration.ZERO, 1, 0, 0));
        List<String> typed = new ArrayList<>(List.of("v2.12.15", "v2.14.5"));
        typed.addAll(List.of(chosen.split(" ", -1)));
        typed.addAll(List.of("--profile", "standard"));
        String run = Again.command("bin/qualify", typed, 7);
        assertThat(run).as("the run as a whole").contains(chosen);
        assertThat(spec(run).again(plan, 13))
                .isEqualTo("bin/qualify v2.12.15 v2.14.5 --profile standard --seed 7 --cell 13");
    }

    private static QualificationSpec spec(String again) {
        return new QualificationSpec("run", HERE, List.of(), again, "test", 7, List.of(), ReleaseSupply.given(List.of()),
                resolved -> {
                    throw new IllegalStateException("nothing is planned here");
                }, Catalogs.joined(), 1, FailOn.standard(), Set.of(), false, Optional.empty(), false, false, 1);
    }
}
