package natscompat.cli.run;

import java.nio.file.Path;
import java.util.Optional;
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
        tidy(source, display.shell());
        Audience audience = Audience.of(display, Outcome.words(spec.failOn()), candidate);
        Qualification qualification = new Qualification(spec, new LocalSite(), audience);
        Matrix matrix;
        try (OpenRuns.Entry _ = OpenRuns.in(source.cacheFolder()).open(spec.out());
                audience) {
            matrix = interruptibly(qualification, display.shell());
        }
        Plan plan = audience.plan().orElseThrow(() -> Failure.bug(
                "print the matrix of " + spec.runId(), "the run ended without a plan", "Please report it."));
        Path folder = audience.folder().orElse(spec.out());
        Outcome.print(matrix, plan, folder, display);
        audience.unwritten().ifPresent(failure -> Outcome.tell(failure, display.shell()));
        qualification.failure().ifPresent(failure -> tell(failure, matrix, display.shell()));
        return matrix.exit();
    }

    /** Removes what killed runs left on this machine. What cannot be removed is told and left alone: no reason not to run. */
    public static void tidy(Releases source, Shell shell) {
        LeftBehind.Told told = LeftBehind.of(source).remove(false);
        told.lines().forEach(line -> shell.err().println("removed what a killed run left: " + line));
        told.troubles().forEach(trouble -> shell.err().println("nats-compat: not tidied up after a killed run (" + trouble.tried()
                + "): " + trouble.why() + "; see " + shell.command("cleanup")));
    }

    /**
     * The failure is the last word where the process ends with it, and stands beside the verdict where that weighs more.
     *
     * @throws natscompat.model.failure.FailureException where the exit code is that of the failure
     */
    private static void tell(Failure failure, Matrix matrix, Shell shell) {
        if (matrix.exit() == failure.category().exitCode()) {
            throw failure.asException();
        }
        Outcome.tell(failure, shell);
    }

    private static Matrix interruptibly(Qualification qualification, Shell shell) {
        try (Interrupts.Listening _ = Interrupts.listen(qualification::stop, shell.err())) {
            return qualification.run();
        }
    }
}
