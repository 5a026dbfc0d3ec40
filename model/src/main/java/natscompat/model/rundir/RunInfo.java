package natscompat.model.rundir;

import java.time.Instant;
import java.util.List;

/**
 * run.json: what was asked, by whom it can be asked again.
 *
 * @param schema version of this document
 * @param run id
 * @param tool version of nats-compat
 * @param started wall time
 * @param pid process id of the runner
 * @param pidStart start time of that process in clock ticks since boot (milliseconds since 1970 where there is no /proc),
 *     so that a reused pid is told apart
 * @param arguments as typed
 * @param again the command that runs it again, seed included
 * @param seed of the run
 */
public record RunInfo(
        int schema,
        String run,
        String tool,
        Instant started,
        long pid,
        long pidStart,
        List<String> arguments,
        String again,
        long seed) {
    /** The version of the document that this code writes. */
    public static final int SCHEMA = 1;
}
