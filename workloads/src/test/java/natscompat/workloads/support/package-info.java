/** Pace, patience, crews and what is outstanding, without a server. */
@NullMarked
package natscompat.workloads.support;

import org.jspecify.annotations.NullMarked;
