package natscompat.report;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.report.testdata.Golden;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    private static final Failure BUILD = new Failure(Category.BUILD, "build v2.14.5 in a worktree of ../nats-server",
            """
            go build ended with exit code 1; its last lines:
            server/store.go:17:2: undefined: thatWhichIsNot
            server/store.go:99:12: too many errors, and this line is so long that it has to be broken somewhere
            """,
            "Look at the kept worktree /tmp/nats-compat/worktree-1, or name another commit.");

    @Test
    void anErrorSaysWhatWasTriedWhyItFailedAndWhatToDo() {
        Golden.check("error-build", ErrorText.render(BUILD, Style.plain(), 80));
    }

    @Test
    void controlSignsOfOthersDoNotReachTheTerminal() {
        Failure hostile = new Failure(Category.DEPLOY, "start n1", "log says \u001b[2J\u0007boo\u202e", "Look.");
        assertThat(ErrorText.render(hostile, Style.plain(), 80)).doesNotContain("\u001b", "\u0007", "\u202e");
    }
}
