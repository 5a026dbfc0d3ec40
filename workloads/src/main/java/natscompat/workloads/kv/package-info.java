/**
 * The workload {@code kv-cas}. Begin at {@link KvCas}, then {@link Keys}, which reads and writes. Knows no check: it
 * records, others judge.
 */
@NullMarked
package natscompat.workloads.kv;

import org.jspecify.annotations.NullMarked;
