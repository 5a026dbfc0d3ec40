package natscompat.qualification;

import java.time.Duration;

/**
 * How long a run may take to come to an end once it is told to stop, counted from then.
 *
 * @param steps until steps that are still under way are interrupted; before, they end by themselves and faults heal
 * @param cells until the run concludes without the cells that have not ended by then
 * @param all until the process has to be gone, whatever it is doing
 */
public record LastMoments(Duration steps, Duration cells, Duration all) {
    /** After Ctrl-C, or when the disk is nearly full: nobody will kill us, and whoever waits can press again. */
    public static final LastMoments AT_LEISURE =
            new LastMoments(Duration.ofSeconds(15), Duration.ofMinutes(10), Duration.ofDays(1));

    /**
     * After SIGTERM: SIGKILL comes 20 s later. The guards of the clusters need up to a second after our end, and a machine
     * that is being shut down is busy.
     */
    public static final LastMoments AFTER_SIGTERM =
            new LastMoments(Duration.ofSeconds(5), Duration.ofSeconds(11), Duration.ofSeconds(18));
}
