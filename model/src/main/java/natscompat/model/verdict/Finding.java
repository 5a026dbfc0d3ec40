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
        Witness witness) {}
