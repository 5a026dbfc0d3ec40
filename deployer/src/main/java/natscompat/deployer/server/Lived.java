package natscompat.deployer.server;

import java.util.Optional;
import natscompat.model.failure.FailureException;

/** One life of a server: from the start of its process to its end. Thread-safe. */
public interface Lived {
    /** Whether its process is there. */
    boolean alive();

    /** Its server id, once it has answered and proved to be what was started. */
    Optional<String> serverId();

    /** Why it is not what was started, once that is known. */
    Optional<FailureException> refuted();

    /** Ends it at once, as told. Does nothing when it has ended. */
    void end();
}
