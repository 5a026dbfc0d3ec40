package natscompat.mayhem.disk;

import java.io.IOException;
import natscompat.platform.store.Store;

/** What is done to the store of a server that does not run. */
interface Harm {
    /** In place of a file: the whole store. */
    String EVERYTHING = "";

    /**
     * What of the store it will change, so that it can be kept.
     *
     * @return a file, or {@link #EVERYTHING}
     */
    String choose(Store store) throws IOException;

    /**
     * Changes it.
     *
     * @return what was done, for people
     */
    String change(Store store, String chosen) throws IOException;
}
