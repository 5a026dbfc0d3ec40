/**
 * What both platforms do with servers whose lives they make: prove what runs, stop it, change it, ask it, bring up a new
 * cluster. Begin at {@link natscompat.deployer.server.Changes}. Knows no process, no pod and no plan.
 */
@NullMarked
package natscompat.deployer.server;

import org.jspecify.annotations.NullMarked;
