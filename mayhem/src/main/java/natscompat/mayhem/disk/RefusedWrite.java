package natscompat.mayhem.disk;

import java.io.IOException;
import java.time.Duration;
import natscompat.platform.SmallDisk;

/** A write of our own that has to fail. */
final class RefusedWrite {
    private RefusedWrite() {}

    /** What it came to; {@code word} is what the host has to say. */
    static String of(SmallDisk disk, String word) {
        Duration took;
        try {
            took = disk.write();
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains(word)) {
                throw new IllegalStateException("a write failed for another reason: " + e.getMessage(), e);
            }
            return "a write fails with \"" + word + "\"";
        }
        throw new IllegalStateException("a write went through in " + took.toMillis() + " ms");
    }
}
