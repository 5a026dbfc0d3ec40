package natscompat.model.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A cell with what it came to: verdict.json.
 *
 * @param cell its number
 * @param key content key: release digests, client version, plan and workload versions; not the checker's version
 * @param verdict what it comes to
 * @param promises what each promise that some run breaks comes to by itself: broken or suspect, by name; the verdict is the
 *     gravest of them
 * @param unproven what keeps the run that is shown from proving that all other promises were kept; empty when nothing does
 * @param findings broken promises of the run that is shown
 * @param proof counters
 * @param evidence how often the promise that the verdict rests on was red among the runs that tell of it, e.g.
 *     {@code 3/3 mix, 0/3 old, 0/3 new}; empty when nothing is broken
 * @param took wall time
 * @param stalledMillis sum of the stalls of ours while it ran
 * @param attempts how many times it was run
 */
public record CellResult(
        int cell,
        String key,
        Verdict verdict,
        Map<String, Verdict> promises,
        String unproven,
        List<Finding> findings,
        Proof proof,
        String evidence,
        Duration took,
        long stalledMillis,
        int attempts) {
    /** Copies what it is given. */
    public CellResult {
        promises = Map.copyOf(promises);
        findings = List.copyOf(findings);
    }
}
