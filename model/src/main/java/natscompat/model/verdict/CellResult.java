package natscompat.model.verdict;

import java.time.Duration;
import java.util.List;

/**
 * A cell with what it came to: verdict.json.
 *
 * @param cell its number
 * @param key content key: release digests, client version, plan and workload versions; not the checker's version
 * @param verdict what it comes to
 * @param findings broken promises
 * @param proof counters
 * @param evidence how often subject, old and new control were red, e.g. {@code 3/3 mix, 0/3 old, 0/3 new}
 * @param took wall time
 * @param stalledMillis sum of the stalls of ours while it ran
 * @param attempts how many times it was run
 */
public record CellResult(
        int cell,
        String key,
        Verdict verdict,
        List<Finding> findings,
        Proof proof,
        String evidence,
        Duration took,
        long stalledMillis,
        int attempts) {}
