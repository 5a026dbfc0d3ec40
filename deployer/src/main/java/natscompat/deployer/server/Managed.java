package natscompat.deployer.server;

import java.util.Optional;
import natscompat.model.release.BuiltRelease;
import natscompat.platform.Server;

/** A server whose lives we make. Thread-safe. */
public interface Managed extends Server {
    /** Its last life; empty before the first one. */
    Optional<? extends Lived> life();

    /** The release that it is to run now. */
    BuiltRelease built();

    /** Whether nothing is stored yet. */
    boolean empty();
}
