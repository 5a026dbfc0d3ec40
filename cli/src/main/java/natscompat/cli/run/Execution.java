package natscompat.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.checker.verdict.FailOn;
import natscompat.cli.Interrupts;
import natscompat.cli.LeftBehind;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.publish.Releases;
import natscompat.qualification.LocalSite;
import natscompat.qualification.OpenRuns;
import natscompat.qualification.Qualification;
import natscompat.qualification.QualificationSpec;
import natscompat.report.matrix.MatrixText;

/** Runs a qualification in the foreground and prints what it came to. */
public final class Execution {
    private Execution() {}

    /**
     * Removes what killed runs left behind; then runs this one to its end, or until a signal stops it.
     *
     * @param candidate the release in question, if one was named
     * @param source knows where runs leave what
     * @return the exit code of the matrix
     */
    public static int run(QualificationSpec spec, Display display, Optional<String> candidate, Releases source) {
        LeftBehind.of(source).remove(false)
                .forEach(line -> display.shell().err().println("removed what a killed run left: " + line));
        Audience audience = Audience.of(display, words(spec), candidate);
        Matrix matrix;
        try (OpenRuns.Entry _ = OpenRuns.in(source.cacheFolder()).open(spec.out());
                audience) {
            matrix = interruptibly(new Qualification(spec, new LocalSite(), audience), display.shell());
        }
        Plan plan = audience.plan().orElseThrow(() -> Failure.bug(
                "print the matrix of " + spec.runId(), "the run ended without a plan", "Please report it."));
        Path folder = audience.folder().orElse(spec.out());
        if (!display.json()) {
            Shell shell = display.shell();
            shell.out().print(MatrixText.render(matrix, plan, shown(folder), shell.width(), shell.style()));
        }
        return matrix.exit();
    }

    private static Matrix interruptibly(Qualification qualification, Shell shell) {
        try (Interrupts.Listening _ = Interrupts.listen(qualification::stop, shell.err())) {
            return qualification.run();
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
