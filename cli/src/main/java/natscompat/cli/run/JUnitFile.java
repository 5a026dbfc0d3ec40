package natscompat.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Matrix;
import natscompat.report.ci.JUnitXml;

/**
 * Writes junit.xml into the run folder as soon as the matrix is known. Where that cannot be done the verdict stands all the
 * same: what went wrong is kept for whoever tells it after the matrix. Thread-safe.
 */
final class JUnitFile implements RunEvent.Listener {
    private final AtomicReference<Optional<Plan>> plan = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Failure>> unwritten = new AtomicReference<>(Optional.empty());
    private final Set<String> failOn;
    private final Optional<String> candidate;

    JUnitFile(Set<String> failOn, Optional<String> candidate) {
        this.failOn = Set.copyOf(failOn);
        this.candidate = candidate;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            plan.set(Optional.of(planned.plan()));
        }
        if (event instanceof RunEvent.RunEnded ended) {
            plan.get().ifPresent(of -> write(ended.folder().resolve("junit.xml"), ended.matrix(), of));
        }
    }

    /** Why the file could not be written; empty when it was, or was not yet due. */
    Optional<Failure> unwritten() {
        return unwritten.get();
    }

    private void write(Path file, Matrix matrix, Plan of) {
        try {
            JUnitXml.write(file, matrix, of, failOn, candidate);
        } catch (IOException e) {
            unwritten.set(Optional.of(Failure.environment("write " + file, String.valueOf(e),
                    "See that there is room for it; matrix.json beside it has every verdict.").failure()));
        }
    }
}
