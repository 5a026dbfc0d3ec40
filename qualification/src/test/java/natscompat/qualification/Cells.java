package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;

/** Small cells for tests of the runner's parts. */
public final class Cells {
    private Cells() {}

    /** A cell without steps that is forecast to take so long. */
    public static Cell taking(int number, Duration forecast) {
        return of(number, forecast, List.of());
    }

    /** A cell that starts three servers and does no more. */
    static Cell starting(int number) {
        return of(number, Duration.ofSeconds(1), List.of(new Step.StartCluster(1, Mix.all("v1.0.0", 3))));
    }

    private static Cell of(int number, Duration forecast, List<Step> steps) {
        return new Cell(number, "cell", "upgrade", new ReleasePair("v1.0.0", "v2.0.0"), CellRole.SUBJECT, "none",
                List.of("kv-cas"), new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20), 7, steps,
                Map.of(), List.of(), Optional.empty(), forecast, forecast);
    }
}
