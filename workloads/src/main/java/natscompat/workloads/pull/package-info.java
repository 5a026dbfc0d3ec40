/**
 * The workload {@code durable-pull-consumer}. Begin at {@link DurablePullConsumer}. Knows no check: it records, others
 * judge.
 */
@NullMarked
package natscompat.workloads.pull;

import org.jspecify.annotations.NullMarked;
