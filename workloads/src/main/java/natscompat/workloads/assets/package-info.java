/**
 * The workload {@code add-remove-streams}. Begin at {@link AddRemoveStreams}, then {@link Fleet}, which knows the streams
 * there are. Knows no check: it records, others judge.
 */
@NullMarked
package natscompat.workloads.assets;

import org.jspecify.annotations.NullMarked;
