/** The streams that there are, without a server. */
@NullMarked
package natscompat.workloads.assets;

import org.jspecify.annotations.NullMarked;
