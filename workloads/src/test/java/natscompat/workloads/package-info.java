/** The list of workloads. */
@NullMarked
package natscompat.workloads;

import org.jspecify.annotations.NullMarked;
