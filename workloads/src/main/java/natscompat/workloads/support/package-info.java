/**
 * What the workloads share: pinned clients, pace, threads that report what breaks, patience with failing operations,
 * making assets and reading them back. Begin at {@link Kit}. Knows no single workload.
 */
@NullMarked
package natscompat.workloads.support;

import org.jspecify.annotations.NullMarked;
