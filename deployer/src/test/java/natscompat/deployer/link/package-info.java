/** Tests of the link proxy. Begin at {@link natscompat.deployer.link.LinkProxyTest}. */
@NullMarked
package natscompat.deployer.link;

import org.jspecify.annotations.NullMarked;
