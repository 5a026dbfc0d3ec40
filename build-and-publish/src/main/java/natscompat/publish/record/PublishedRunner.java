package natscompat.publish.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/**
 * The newest image of the tool itself: {@code runner-image.txt}, and what the ledger beside it says of it.
 *
 * @param reference image with digest
 * @param arch the processor type that it was made for, as GOARCH; empty where the ledger does not know it
 */
public record PublishedRunner(String reference, Optional<String> arch) {
    /**
     * Reads it, if one was published.
     *
     * @param built the folder {@code built/}
     * @throws natscompat.model.failure.FailureException INPUT with the file when it names no image with its digest
     */
    public static Optional<PublishedRunner> read(Path built) {
        Path file = built.resolve(BuiltRecord.RUNNER_IMAGE);
        String tried = "read the image of the runner from " + file;
        try {
            Matcher matcher = PublishedImage.LINE.matcher(Files.readString(file).strip());
            if (!matcher.matches()) {
                throw Failure.input(tried, "it is not a name and an image with its digest",
                        "Publish it again: bin/build-and-publish runner --registry localhost:5000/nats.");
            }
            return Optional.of(new PublishedRunner(matcher.group(2), arch(built, matcher.group(2))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), "See that the file can be read.").causedBy(e);
        }
    }

    private static Optional<String> arch(Path built, String reference) throws IOException {
        Path ledger = built.resolve(BuiltRecord.RUNNER_LEDGER);
        Optional<String> arch = Optional.empty();
        if (Files.exists(ledger)) {
            for (String line : Files.readAllLines(ledger)) {
                RunnerEntry entry = Json.mapper().readValue(line, RunnerEntry.class);
                arch = entry.image().equals(reference) ? Optional.of(entry.arch()) : arch;
            }
        }
        return arch;
    }
}
