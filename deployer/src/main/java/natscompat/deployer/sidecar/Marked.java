package natscompat.deployer.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Which process was started, and with what text, in a file: a sidecar that is itself started again must not take a
 * running server for one that waits.
 *
 * @param file beside the pipe
 */
record Marked(Path file) {
    /** What was written down. */
    record Mark(Sight process, String text) {}

    /** Replaces what was written down. */
    void write(Sight process, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, process.pid() + " " + process.began() + "\n" + text);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was written down last, if anything. */
    Optional<Mark> read() throws IOException {
        try {
            String all = Files.readString(file);
            int end = all.indexOf('\n');
            int blank = all.indexOf(' ');
            Sight process = new Sight(
                    Sight.Phase.RUNNING, Long.parseLong(all.substring(0, blank)), all.substring(blank + 1, end));
            return Optional.of(new Mark(process, all.substring(end + 1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException(file + " is not what we wrote", e);
        }
    }
}
