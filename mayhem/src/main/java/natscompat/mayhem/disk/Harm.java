package natscompat.mayhem.disk;

import java.io.IOException;
import java.nio.file.Path;

/** What is done to the store of a server that does not run. */
interface Harm {
    /**
     * What of the store it will change, so that it can be kept.
     *
     * @return a file, or the store itself
     */
    Path choose(Path store) throws IOException;

    /**
     * Changes it.
     *
     * @return what was done, for people
     */
    String change(Path chosen) throws IOException;
}
