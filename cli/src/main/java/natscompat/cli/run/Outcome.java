package natscompat.cli.run;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.report.ErrorText;
import natscompat.report.matrix.MatrixText;

/** What a run came to, told on stdout when it is over. Stateless. */
final class Outcome {
    private Outcome() {}

    /** As people type them. */
    static Set<String> words(Set<FailOn> failOn) {
        return failOn.stream().map(FailOn::word).collect(Collectors.toSet());
    }

    /** Prints the matrix, unless stdout belongs to JSON. */
    static void print(Matrix matrix, Plan plan, Path folder, Display display) {
        if (!display.json()) {
            Shell shell = display.shell();
            shell.out().print(MatrixText.render(matrix, plan, shown(folder), shell.width(), shell.style()));
        }
    }

    /** What went wrong beside it, on stderr: the exit code is that of the matrix. */
    static void tell(Failure failure, Shell shell) {
        shell.err().print(ErrorText.render(failure, shell.errorStyle(), shell.width()));
    }

    /** As people would type it from where they are. */
    private static Path shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
