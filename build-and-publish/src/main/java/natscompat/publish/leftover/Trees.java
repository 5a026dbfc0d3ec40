package natscompat.publish.leftover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;

/** Deletes folders. Stateless. */
public final class Trees {
    private Trees() {}

    /**
     * Deletes a folder and all in it; links are not followed, and one that is gone is fine. Tried again for five
     * seconds, because a compiler of a killed build may still be writing into it, and also in a thread that was
     * interrupted: a build is told to end in that way, and nobody else deletes what it made.
     *
     * @throws IOException with the last reason
     */
    public static void delete(Path folder) throws IOException {
        try {
            Waiting.untilDespiteInterrupts(
                    "deletion of " + folder, Duration.ofSeconds(5), Duration.ofMillis(50), () -> tryOnce(folder));
        } catch (Waiting.TimedOut e) {
            throw new IOException("cannot delete " + folder + ": " + e.lastSeen(), e);
        }
    }

    private static Waiting.Look<Boolean> tryOnce(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Waiting.Look.there(true);
        }
        try {
            Files.walkFileTree(folder, new Deleting());
            return Waiting.Look.there(true);
        } catch (IOException | UncheckedIOException e) {
            return Waiting.Look.notYet(e.toString());
        }
    }

    private static final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
