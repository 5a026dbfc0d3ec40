package natscompat.cli.run;

import java.nio.file.Path;
import java.util.Optional;
import natscompat.cli.Interrupts;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.qualification.LocalSite;
import natscompat.qualification.Qualification;
import natscompat.qualification.QualificationSpec;

/** Runs a qualification in the foreground, on this machine, and prints what it came to. */
public final class Execution {
    private Execution() {}

    /**
     * Runs it to its end, or until a signal stops it.
     *
     * @param candidate the release in question, if one was named
     * @return the exit code of the matrix
     */
    public static int run(QualificationSpec spec, Display display, Optional<String> candidate) {
        Audience audience = Audience.of(display, Told.words(spec.failOn()), candidate);
        Matrix matrix;
        try (audience) {
            Qualification qualification = new Qualification(spec, new LocalSite(), audience);
            Interrupts.listen(qualification::stop, display.shell().err());
            matrix = qualification.run();
        }
        Plan plan = audience.plan().orElseThrow(() -> Failure.bug(
                "print the matrix of " + spec.runId(), "the run ended without a plan", "Please report it."));
        Path folder = audience.folder().orElse(spec.out());
        return new Told(folder, spec.failOn(), candidate).tell(matrix, plan, display);
    }
}
