/**
 * What the servers of a cluster say of themselves over their monitoring endpoints: who leads, who is caught up, what is
 * stored. Begin at {@link ClusterView}. Knows no way of changing anything.
 */
@NullMarked
package natscompat.platform.view;

import org.jspecify.annotations.NullMarked;
