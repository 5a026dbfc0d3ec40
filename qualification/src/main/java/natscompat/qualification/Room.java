package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import natscompat.model.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Room on a disk before a run begins; {@link DiskWatch} looks after it from then on. Stateless. */
final class Room {
    private Room() {}

    /**
     * Checks that so much is free where a folder is to be made.
     *
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when it is less
     */
    static void require(Path folder, long bytes) throws IOException {
        Path there = folder.toAbsolutePath().normalize();
        for (@Nullable Path above = there; above != null && !Files.exists(there); above = above.getParent()) {
            there = above;
        }
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < bytes) {
            throw Failure.environment(
                    "begin a run in " + folder,
                    "%,d MiB are free there, and %,d MiB must stay free".formatted(free >> 20, bytes >> 20),
                    "Make room, or name a folder on another disk with --out.");
        }
    }
}
