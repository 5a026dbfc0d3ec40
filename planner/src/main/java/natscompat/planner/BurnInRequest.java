package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.ResolvedRelease;

/**
 * What {@code burn-in} is asked for: one cluster, one mix, so long. Immutable.
 *
 * @param releases at least one; where no mix is named, the first has the majority and the last one server
 * @param mix parts as typed, e.g. {@code 2 x v2.12.15} and {@code 1 x v2.14.5}: lowest ordinals first; may be empty
 * @param workloads names; empty means all, side by side
 * @param mayhem one mode, several joined by {@code +}, or {@link #BEARABLE}
 * @param duration time under load
 * @param seed of the run
 * @param servers 3 or 5; 0 means as many as the mix has, or 3
 * @param replicas 1, 3 or 5, at most as many as there are servers
 * @param storage where streams keep messages
 * @param rate operations a second of each workload
 * @param platformProvides what modes and faults may need
 * @param clientVersion version of the client library, for the record
 */
public record BurnInRequest(
        List<ResolvedRelease> releases,
        List<String> mix,
        List<String> workloads,
        String mayhem,
        Duration duration,
        long seed,
        int servers,
        int replicas,
        Storage storage,
        int rate,
        Set<String> platformProvides,
        String clientVersion) {
    /** Every mode that a quorum bears, together in the one cell. */
    public static final String BEARABLE = "bearable";

    /** The stop style never matters here: nothing is rolled. */
    static final StopStyle STOP = StopStyle.SIGTERM;

    /** Copies the collections. */
    public BurnInRequest {
        releases = List.copyOf(releases);
        mix = List.copyOf(mix);
        workloads = List.copyOf(workloads);
        platformProvides = Set.copyOf(platformProvides);
    }
}
