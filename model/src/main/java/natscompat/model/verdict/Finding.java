package natscompat.model.verdict;

import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;

/**
 * One broken promise, with the first operation that shows it.
 *
 * @param check the check that found it
 * @param promise the promise it broke
 * @param kind of the promise
 * @param workload whose operations show it, or empty
 * @param confirmed whether the stored evidence (final reads, replicas, logs) shows it too
 * @param standing how the promise stands in the cell
 * @param count how many operations show it
 * @param summary one sentence
 * @param witness the first of them
 */
public record Finding(
        String check,
        String promise,
        PromiseKind kind,
        String workload,
        boolean confirmed,
        Standing standing,
        long count,
        String summary,
        Witness witness) {
    /**
     * Whether it breaks what is promised in its cell. Where something may be unavailable, loss is still red; where it may
     * be lost, nothing is. What is not promised is shown in a section of its own and never sets an exit code.
     */
    public boolean promised() {
        return switch (standing) {
            case KEPT -> true;
            case MAY_BE_UNAVAILABLE -> switch (kind) {
                case SAFETY, LOG -> true;
                case LIVENESS, TIMING -> false;
            };
            case MAY_BE_LOST -> false;
        };
    }
}
