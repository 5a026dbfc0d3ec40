/** Tests of what is read out of logs. */
@NullMarked
package natscompat.deployer;

import org.jspecify.annotations.NullMarked;
