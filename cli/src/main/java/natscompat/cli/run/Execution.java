package natscompat.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Interrupts;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.qualification.LocalSite;
import natscompat.qualification.Qualification;
import natscompat.qualification.QualificationSpec;
import natscompat.report.ci.JUnitXml;
import natscompat.report.matrix.MatrixText;

/** Runs a qualification in the foreground and prints what it came to. */
public final class Execution {
    private Execution() {}

    /**
     * Runs it to its end, or until a signal stops it.
     *
     * @param candidate the release in question, if one was named
     * @return the exit code of the matrix
     */
    public static int run(QualificationSpec spec, Display display, Optional<String> candidate) {
        Audience audience = Audience.of(display, words(spec), candidate);
        Matrix matrix;
        try (audience) {
            Qualification qualification = new Qualification(spec, new LocalSite(), audience);
            Interrupts.listen(qualification::stop, display.shell().err());
            matrix = qualification.run();
        }
        Plan plan = audience.plan().orElseThrow(() -> Failure.bug(
                "print the matrix of " + spec.runId(), "the run ended without a plan", "Please report it."));
        Path folder = audience.folder().orElse(spec.out());
        junit(folder.resolve("junit.xml"), matrix, plan, spec, candidate);
        if (!display.json()) {
            Shell shell = display.shell();
            shell.out().print(MatrixText.render(matrix, plan, shown(folder), shell.width(), shell.style()));
        }
        return matrix.exit();
    }

    private static void junit(
            Path file, Matrix matrix, Plan plan, QualificationSpec spec, Optional<String> candidate) {
        try {
            JUnitXml.write(file, matrix, plan, words(spec), candidate);
        } catch (IOException e) {
            throw Failure.environment("write " + file, String.valueOf(e), "See that there is room for it.").causedBy(e);
        }
    }

    private static Set<String> words(QualificationSpec spec) {
        return spec.failOn().stream().map(FailOn::word).collect(Collectors.toSet());
    }

    /** As people would type it from where they are. */
    private static Path shown(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
