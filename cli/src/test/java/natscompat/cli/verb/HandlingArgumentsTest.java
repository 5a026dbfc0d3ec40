package natscompat.cli.verb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.qualification.QualificationSpec;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is typed about results reaches who handles them. */
class HandlingArgumentsTest {
    @Command
    private static final class Asking {
        @Mixin
        private HandlingArguments arguments = new HandlingArguments();
    }

    private static Handling handling(String... words) {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(words);
        return asking.arguments.handling();
    }

    @Test
    void each_option_is_handed_on() {
        Handling typed = handling("--fail-on", "old,new", "--out", "/runs/mine", "--canary", "purge-key", "--keep-on-failure",
                "--max-artifact", "7MB");
        assertThat(typed.failOn()).isEqualTo(Set.of(FailOn.OLD, FailOn.NEW));
        assertThat(typed.out()).contains(Path.of("/runs/mine"));
        assertThat(typed.canary()).contains("purge-key");
        assertThat(typed.keepOnFailure()).isTrue();
        assertThat(typed.maxArtifactBytes()).isEqualTo(7L << 20);
    }

    @Test
    void without_them_it_is_the_usual() {
        Handling usual = handling();
        assertThat(usual.failOn()).isEqualTo(FailOn.standard()).doesNotContain(FailOn.OLD);
        assertThat(usual.out()).isEmpty();
        assertThat(usual.canary()).isEmpty();
        assertThat(usual.keepOnFailure()).isFalse();
        assertThat(usual.maxArtifactBytes()).isEqualTo(200L << 20).isEqualTo(QualificationSpec.DEFAULT_MAX_ARTIFACT);
    }
}
