/**
 * The workload {@code queue-group-consumer}. Begin at {@link QueueGroupConsumer}. Knows no check: it records, others
 * judge.
 */
@NullMarked
package natscompat.workloads.queue;

import org.jspecify.annotations.NullMarked;
