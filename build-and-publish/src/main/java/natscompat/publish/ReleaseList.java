package natscompat.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Failure;

/** Reads {@code releases.txt}: one commit-ish a line, comments from {@code #} on, blank lines. Stateless. */
public final class ReleaseList {
    private ReleaseList() {}

    /**
     * One release that is asked for.
     *
     * @param text as typed
     * @param line where it stands, such as {@code releases.txt line 3}; empty for an argument
     */
    public record Asked(String text, Optional<String> line) {
        /** One that was typed as an argument. */
        public static Asked argument(String text) {
            return new Asked(text, Optional.empty());
        }
    }

    /**
     * The releases of a file, in its order.
     *
     * @throws natscompat.model.failure.FailureException INPUT for a line with more than one word, with its number
     */
    public static List<Asked> read(Path file) {
        String tried = "read releases from " + file;
        try {
            List<Asked> all = new ArrayList<>();
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                String text = line.replaceFirst("(^|\\s)#.*", "").strip();
                if (text.chars().anyMatch(Character::isWhitespace)) {
                    throw Failure.input(
                            tried, "line " + number + " is not one commit-ish: " + text, "Write one a line.");
                }
                if (!text.isEmpty()) {
                    all.add(new Asked(text, Optional.of(file + " line " + number)));
                }
            }
            if (all.isEmpty()) {
                throw Failure.input(tried, "it names none", "Write one commit-ish a line.");
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), "Name a text file that can be read.").causedBy(e);
        }
    }
}
