package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.failure.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndingTest {
    private static Optional<Failure> failure(String kind) {
        return switch (kind) {
            case "none" -> Optional.empty();
            case "environment" -> Optional.of(Failure.environment("write the cell", "the disk is full", "Make room.").failure());
            case "bug" -> Optional.of(Failure.bug("run the cell", "no such thing", "Report it.").failure());
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest(name = "verdicts {0}, trouble {1}, results unwritten: {2}")
    @CsvSource({
        // nothing passes without its record
        "0,   none,        254",
        "2,   none,        254",
        // what is broken is broken, and a crash of ours one, whatever could not be written
        "1,   none,        1",
        "255, none,        255",
        "2,   environment, 254",
        "1,   environment, 1",
        "2,   bug,         255",
    })
    void what_cannot_be_written_hides_no_verdict(int shown, String trouble, int code) {
        Ending before = Ending.of(new ExitCode(shown, "why"), failure(trouble), Optional.empty());
        Ending ending = before.after(failure("environment"));
        assertThat(ending.exit().code()).isEqualTo(code);
        assertThat(ending.failure()).isEqualTo(before.failure().or(() -> failure("environment")));
        assertThat(before.after(Optional.empty())).isEqualTo(before);
    }

    @ParameterizedTest(name = "verdicts {0}, trouble {1}, lacking {2}: {3}")
    @CsvSource({
        "0,   none,        none,        0,   false",
        "1,   none,        none,        1,   false",
        "2,   none,        none,        2,   false",
        "255, none,        none,        255, false",
        // what the machine lacks is no crash of ours
        "255, none,        environment, 254, true",
        "2,   none,        environment, 2,   false",
        // what is broken is broken whatever else went wrong
        "1,   environment, none,        1,   true",
        "1,   environment, environment, 1,   true",
        // it could not go on
        "0,   environment, none,        254, true",
        "2,   environment, none,        254, true",
        "2,   bug,         none,        255, true",
        // a bug of ours among the crashes leaves nothing to put on the machine
        "255, environment, none,        255, true",
        "255, environment, environment, 254, true",
    })
    void one_code_for_the_process_and_for_the_matrix(int shown, String trouble, String lacking, int code, boolean told) {
        Ending ending = Ending.of(new ExitCode(shown, "why"), failure(trouble), failure(lacking));
        assertThat(ending.exit().code()).isEqualTo(code);
        assertThat(ending.failure().isPresent()).isEqualTo(told);
    }
}
