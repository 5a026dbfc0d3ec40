package natscompat.model.plan;

import java.time.Duration;

/**
 * What a plan will cost, from measured figures.
 *
 * @param wall wall time of the cells with {@code parallel} side by side, builds not counted
 * @param burnIn sum of the burn-in times of all cells
 * @param parallel cells side by side
 * @param builds releases that may have to be built
 * @param diskBytes highest use of disk
 */
public record Forecast(Duration wall, Duration burnIn, int parallel, int builds, long diskBytes) {}
