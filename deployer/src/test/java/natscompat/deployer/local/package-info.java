/** Tests of the local platform; most start real servers. */
@NullMarked
package natscompat.deployer.local;

import org.jspecify.annotations.NullMarked;
