package natscompat.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.failure.Failure;

/** Reads releases from a file: one a line, in upgrade order; blank lines and what follows a {@code #} are skipped. */
public final class ReleaseFile {
    private ReleaseFile() {}

    /** The releases of that file. */
    public static List<String> read(Path file) {
        String tried = "read releases from " + file;
        try {
            List<String> releases = Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("(^|\\s)#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (releases.isEmpty()) {
                throw Failure.input(tried, "it names none", "Write one release a line, in upgrade order.");
            }
            return releases;
        } catch (NoSuchFileException e) {
            throw Failure.input(tried, "there is no such file", "Name a file with one release a line.").causedBy(e);
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), "Name a text file that can be read.").causedBy(e);
        }
    }
}
