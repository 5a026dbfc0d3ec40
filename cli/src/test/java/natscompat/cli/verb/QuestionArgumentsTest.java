package natscompat.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import natscompat.cli.Wiring;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.model.plan.Plan;
import natscompat.model.plan.RollOrder;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is typed reaches the plan. */
class QuestionArgumentsTest {
    private static final List<String> RELEASES = List.of("v2.12.15", "v2.14.5");

    @Command
    private static final class Asking {
        @Mixin
        private QuestionArguments arguments = new QuestionArguments();
    }

    private static Plan plan(String... options) {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(Stream.concat(RELEASES.stream(), Stream.of(options)).toArray(String[]::new));
        Question question = asking.arguments.question();
        return Wiring.plan(question, RELEASES.stream().map(QuestionArgumentsTest::release).toList());
    }

    private static ResolvedRelease release(String name) {
        return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
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
