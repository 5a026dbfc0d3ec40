package natscompat.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.report.ci.JUnitXml;
import natscompat.report.matrix.MatrixText;

/**
 * What a run came to, told when it is over: junit.xml in its folder, the matrix on stdout.
 *
 * @param folder of the run
 * @param failOn what sets exit 1
 * @param candidate the release in question, if one was named
 */
record Told(Path folder, Set<FailOn> failOn, Optional<String> candidate) {
    static Set<String> words(Set<FailOn> failOn) {
        return failOn.stream().map(FailOn::word).collect(Collectors.toSet());
    }

    /** Tells it; returns the exit code of the matrix. */
    int tell(Matrix matrix, Plan plan, Display display) {
        Path file = folder.resolve("junit.xml");
        try {
            JUnitXml.write(file, matrix, plan, words(failOn), candidate);
        } catch (IOException e) {
            throw Failure.environment("write " + file, String.valueOf(e), "See that there is room for it.").causedBy(e);
        }
        if (!display.json()) {
            Shell shell = display.shell();
            shell.out().print(MatrixText.render(matrix, plan, shown(), shell.width(), shell.style()));
        }
        return matrix.exit();
    }

    /** As people would type it from where they are. */
    private Path shown() {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
