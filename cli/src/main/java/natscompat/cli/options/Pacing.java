package natscompat.cli.options;

import java.time.Duration;
import java.util.Optional;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Pace;

/**
 * How often faults come, as far as it was said.
 *
 * @param interval quiet time before each fault that comes again and again
 * @param startDelay quiet time before the first one
 */
public record Pacing(Optional<Pace> interval, Optional<Duration> startDelay) {
    /** As the modes say. */
    public static final Pacing USUAL = new Pacing(Optional.empty(), Optional.empty());

    /** The catalogue that goes by it. */
    public Catalog of(Catalog catalog) {
        return Pace.applied(catalog, interval, startDelay);
    }
}
