package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.RunFolder;

/** Where the cells of a qualification are run and their evidence comes together. */
public interface Site {
    /**
     * A run as its runners see it.
     *
     * @param spec what was asked for
     * @param plan the cells
     * @param releases every release that a cell may run, by name
     * @param folder where the evidence comes together
     * @param listener hears of cells that begin and of where they are
     * @param stop when it is up, no cell begins and those that run come to their end
     */
    record Run(
            QualificationSpec spec,
            Plan plan,
            Map<String, BuiltRelease> releases,
            RunFolder folder,
            RunEvent.Listener listener,
            StopSign stop) {
        /** Copies the map. */
        public Run {
            releases = Map.copyOf(releases);
        }
    }

    /**
     * The run folder: a new one, or the one that an earlier process of the same run began.
     *
     * @throws natscompat.model.failure.FailureException when it cannot be had
     */
    RunFolder folder(Path out) throws IOException;

    /** Gets the runners ready. */
    Runners runners(Run run);
}
