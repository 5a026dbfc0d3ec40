/** What every platform promises, tested on each: begin at {@link natscompat.deployer.contract.PlatformContract}. */
@NullMarked
package natscompat.deployer.contract;

import org.jspecify.annotations.NullMarked;
