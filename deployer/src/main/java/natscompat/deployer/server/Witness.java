package natscompat.deployer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;

/** Who can tell of one life of a server what it really is. */
public interface Witness {
    /** Whether its process is there. */
    boolean alive();

    /** Where it answers, for people. */
    String address();

    /** What answers there to a question for {@code varz}. */
    JsonNode varz(Duration limit) throws IOException;

    /** SHA-256 of the binary that its process runs, lower-case hex. */
    String sha256() throws IOException;
}
