package natscompat.deployer.local;

import java.util.function.LongFunction;
import natscompat.deployer.process.BinaryDigests;
import natscompat.model.history.Event;
import natscompat.platform.ClusterSpec;

/**
 * What the servers of one cluster share.
 *
 * @param spec what was asked for
 * @param ownerTag server tag that is in the configuration of these servers and of no others
 * @param starter starts processes
 * @param signals sends signals
 * @param guard ends servers when we die
 * @param digests of binaries
 * @param stores where the servers keep their stores
 */
record ClusterContext(
        ClusterSpec spec,
        String ownerTag,
        Starter starter,
        Signals signals,
        Guard guard,
        BinaryDigests digests,
        LiveStores stores) {
    /** Records an event that happens now. */
    void emit(LongFunction<Event> event) {
        spec.emit(event);
    }
}
