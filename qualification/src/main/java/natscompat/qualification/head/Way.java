package natscompat.qualification.head;

import java.io.IOException;
import java.net.URI;

/** The way to a head. Thread-safe. */
public interface Way {
    /**
     * Where requests go now, without a slash at the end.
     *
     * @throws IOException when there is no way just now
     */
    URI base() throws IOException;

    /** The way did not work: the next {@link #base} is a new one, if there can be another. */
    void lost();

    /** An address that stays. */
    static Way to(URI address) {
        return new Way() {
            @Override
            public URI base() {
                return address;
            }

            @Override
            public void lost() {}
        };
    }
}
