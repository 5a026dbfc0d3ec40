package natscompat.qualification.head;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import natscompat.model.rundir.Json;

/** Who was given which cell, on disk, so that a head that begins again knows late ones. For one thread at a time. */
final class Attempts {
    private final Path file;
    private final Map<Integer, Attempt> last = new HashMap<>();

    /**
     * One attempt at a cell.
     *
     * @param number from 1
     * @param claim who asked
     */
    record Attempt(int cell, int number, Claim claim, Instant at) {}

    /** Reads those of an earlier process; a half-written last line was given to nobody. */
    Attempts(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            String text = Files.readString(file);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (whole.length() < text.length()) {
                Files.writeString(file, whole);
            }
            for (String line : whole.lines().toList()) {
                Attempt attempt = Json.mapper().readValue(line, Attempt.class);
                last.put(attempt.cell(), attempt);
            }
        }
    }

    /** The next attempt at that cell; written down before anybody hears of it. */
    Attempt next(int cell, Claim claim) {
        Attempt attempt =
                new Attempt(cell, last(cell).map(Attempt::number).orElse(0) + 1, claim, Instant.now());
        try {
            Files.writeString(file, Json.line(attempt) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("write down who runs cell " + cell, e);
        }
        last.put(cell, attempt);
        return attempt;
    }

    /** The newest attempt at that cell. */
    Optional<Attempt> last(int cell) {
        return Optional.ofNullable(last.get(cell));
    }
}
