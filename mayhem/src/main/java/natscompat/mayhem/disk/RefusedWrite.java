package natscompat.mayhem.disk;

import java.io.IOException;
import java.util.Optional;
import natscompat.platform.SmallDisk;

/** A write of our own that has to fail. */
final class RefusedWrite {
    private RefusedWrite() {}

    /**
     * What it came to.
     *
     * @param word what the host has to say
     * @return nothing when it went through
     */
    static Optional<String> attempt(SmallDisk disk, String word) {
        try {
            disk.write();
            return Optional.empty();
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains(word)) {
                throw new IllegalStateException("a write failed for another reason: " + e.getMessage(), e);
            }
            return Optional.of("a write fails with \"" + word + "\"");
        }
    }

    /** The same; one that goes through is no such disk. */
    static String of(SmallDisk disk, String word) {
        return attempt(disk, word).orElseThrow(() -> new IllegalStateException("a write went through"));
    }
}
