package natscompat.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natscompat.cli.Wiring;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is typed reaches the plan. */
class QuestionArgumentsTest {
    private static final List<String> RELEASES = List.of("v2.12.15", "v2.14.5");
    /** With room for whatever is asked for. */
    private static final String SMOKE = "--profile smoke --budget 1h";
    /** Faults that come again and again. */
    private static final String RELOADS = "--walk static-1-new --mayhem random-reload --budget 1h";

    @Command
    private static final class Asking {
        @Mixin
        private QuestionArguments arguments = new QuestionArguments();
    }

    private static Question question(String... options) {
        Asking asking = new Asking();
        // As the tool itself reads them.
        CommandLine line = new CommandLine(asking).setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(Stream.concat(RELEASES.stream(), Stream.of(options)).toArray(String[]::new));
        return asking.arguments.question();
    }

    private static Plan plan(String... options) {
        Question question = question(options);
        return Wiring.plan(question, Wiring.named(question).stream().map(QuestionArgumentsTest::release).toList());
    }

    private static ResolvedRelease release(String name) {
        return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
    }

    /**
     * An option that a plan shows.
     *
     * @param usual typed with it and without it
     * @param typed the option
     * @param seen what the plan shows of it
     * @param expected what is seen with it, and not without it
     */
    record Shown(String usual, String typed, Function<Plan, Object> seen, Object expected) {
        @Override
        public String toString() {
            return typed;
        }

        Object seen(String words) {
            return seen.apply(plan(words.split(" ", -1)));
        }
    }

    static Stream<Shown> options() {
        String three = SMOKE + " v2.11.17";
        return Stream.of(
                new Shown(three, "--candidate v2.11.17", each(cell -> cell.pair().toString()),
                        Set.of("v2.12.15 -> v2.11.17", "v2.14.5 -> v2.11.17")),
                new Shown(SMOKE, "--candidate v2.11.17", each(cell -> cell.pair().toString()),
                        Set.of("v2.12.15 -> v2.11.17", "v2.14.5 -> v2.11.17")),
                new Shown(SMOKE, "--servers 5", each(cell -> cell.firstMix().size()), Set.of(5)),
                new Shown(SMOKE, "--replicas 1", each(cell -> cell.dimensions().replicas()), Set.of(1)),
                new Shown(SMOKE + " --servers 5", "--replicas 5", each(cell -> cell.dimensions().replicas()), Set.of(5)),
                new Shown(SMOKE, "--storage memory", each(cell -> cell.dimensions().storage()), Set.of(Storage.MEMORY)),
                new Shown(SMOKE, "--walk downgrade", each(Cell::walk), Set.of("downgrade")),
                new Shown(SMOKE, "--workload kv-cas", each(Cell::workloads), Set.of(List.of("kv-cas"))),
                new Shown(SMOKE, "--mayhem kill-all", each(Cell::mayhem), Set.of("kill-all")),
                new Shown("--profile smoke", "--budget 10m", Plan::budget, Duration.ofMinutes(10)),
                new Shown(SMOKE, "--parallel 2", plan -> plan.forecast().parallel(), 2),
                new Shown(SMOKE, "--stop lame-duck", plan -> stops(plan), Set.of(StopStyle.LAME_DUCK)),
                // A reload is over at once, and counts as 100 ms.
                new Shown(RELOADS, "--interval 7s", plan -> Set.copyOf(pauses(plan)), Set.of(Duration.ofMillis(7100))),
                new Shown(RELOADS, "--start-delay 9s", plan -> begins(plan).toSeconds() >= 9, true));
    }

    private static Function<Plan, Object> each(Function<Cell, Object> seen) {
        return plan -> plan.cells().stream().map(seen).collect(Collectors.toSet());
    }

    private static Set<StopStyle> stops(Plan plan) {
        return steps(plan, Step.Roll.class).map(Step.Roll::stop).collect(Collectors.toSet());
    }

    /** Of the first fault of the first dwell. */
    private static Duration begins(Plan plan) {
        return steps(plan, Step.Dwell.class).findFirst().orElseThrow().faults().getFirst().offset();
    }

    /** Between one fault and the next one of the same dwell. */
    private static List<Duration> pauses(Plan plan) {
        return steps(plan, Step.Dwell.class)
                .map(Step.Dwell::faults)
                .flatMap(faults -> IntStream.range(1, faults.size())
                        .mapToObj(i -> faults.get(i).offset().minus(faults.get(i - 1).offset())))
                .toList();
    }

    private static <S extends Step> Stream<S> steps(Plan plan, Class<S> kind) {
        return plan.cells().stream().flatMap(cell -> cell.steps().stream()).filter(kind::isInstance).map(kind::cast);
    }

    @ParameterizedTest
    @MethodSource("options")
    void each_option_shows_in_the_plan(Shown option) {
        assertThat(option.seen(option.usual() + " " + option.typed())).isEqualTo(option.expected());
        assertThat(option.seen(option.usual())).as("without it").isNotEqualTo(option.expected());
    }

    /** What the runner goes by. */
    @Test
    void most_cells_side_by_side_are_those_typed() {
        assertThat(Wiring.parallel(question("--parallel", "3"))).isEqualTo(3);
        assertThat(Wiring.parallel(question())).isEqualTo(8);
    }

    @Test
    void releases_of_a_file_come_before_those_typed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("releases"), "v2.10.29 # the oldest\n\nv2.11.17\n");
        assertThat(plan("--profile", "smoke", "--budget", "1h", "--from", file.toString()).releases())
                .extracting(PlannedRelease::name)
                .containsExactly("v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5");
        assertThat(plan("--profile", "smoke").releases()).hasSize(2);
    }

    @Test
    void theOrderOfRolls() {
        assertThat(plan("--profile", "smoke", "--order", "leader-first").cells())
                .isNotEmpty()
                .allMatch(cell -> cell.dimensions().order() == RollOrder.LEADER_FIRST);
        assertThat(plan("--profile", "smoke").cells())
                .isNotEmpty()
                .allMatch(cell -> cell.dimensions().order() == RollOrder.HIGHEST_FIRST);
    }
}
