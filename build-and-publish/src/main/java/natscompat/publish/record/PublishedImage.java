package natscompat.publish.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.release.ServerVersion;
import natscompat.publish.cache.Provenance;

/**
 * One line of {@code node-images.txt}: the image to use for a release.
 *
 * @param name the tag, else branch and 12 digits of the commit
 * @param version what its server reports
 * @param reference image with digest
 * @param arch the processor type that it was built for from here, as GOARCH; empty for a line that people wrote
 */
public record PublishedImage(String name, ServerVersion version, String reference, Optional<String> arch) {
    static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S+@sha256:[0-9a-f]{64})");

    /**
     * The images of the record, in the order of the file. People may write lines of their own into it: then the name has
     * to say the version.
     *
     * @param built the folder {@code built/}
     * @throws natscompat.model.failure.FailureException INPUT with file and line for what is no image, has no known
     *     version or has the name of another one; when there is none at all
     */
    public static List<PublishedImage> read(Path built) {
        Path file = built.resolve(BuiltRecord.IMAGES);
        String tried = "read the images of releases from " + file;
        String next = "Publish some first: bin/build-and-publish node v2.14.5 --registry localhost:5000/nats.";
        try {
            Map<String, Provenance> made = made(built);
            List<PublishedImage> images = new ArrayList<>();
            Set<String> names = new HashSet<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("(^|\\s)#.*", "").strip();
                if (!line.isEmpty()) {
                    PublishedImage image = parse(file + " line " + (i + 1), line, made);
                    if (!names.add(image.name)) {
                        throw Failure.input("read " + file + " line " + (i + 1),
                                "a line above has the name " + image.name + " already", "Take one of the two lines away.");
                    }
                    images.add(image);
                }
            }
            if (images.isEmpty()) {
                throw Failure.input(tried, "it names none", next);
            }
            return List.copyOf(images);
        } catch (NoSuchFileException e) {
            throw Failure.input(tried, "there is no such file: nothing was published from here yet", next).causedBy(e);
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e), "See that the file can be read.").causedBy(e);
        }
    }

    private static PublishedImage parse(String place, String line, Map<String, Provenance> made) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw Failure.input("read " + place, "it is not a name and an image with its digest: " + line,
                    "Write for example: v2.14.5 localhost:5000/nats@sha256:..., or publish again.");
        }
        String name = matcher.group(1);
        String reference = matcher.group(2);
        Optional<Provenance> from = Optional.ofNullable(made.get(reference));
        ServerVersion version = from.map(Provenance::version)
                .or(() -> ServerVersion.parse(name))
                .orElseThrow(() -> Failure.input("read " + place,
                        "nothing says which version of nats-server " + name + " is: the ledger beside it lacks the image",
                        "Name it by its version, for example v2.14.5, or publish it from here."));
        return new PublishedImage(name, version, reference, from.map(Provenance::arch));
    }

    /** How each image that was pushed from here came to be, by reference. */
    private static Map<String, Provenance> made(Path built) throws IOException {
        Map<String, Provenance> made = new HashMap<>();
        // The locks of the record are for writers only.
        for (LedgerEntry entry : new BuiltRecord(built, built).read()) {
            entry.push().ifPresent(push -> made.put(push.reference(), entry.provenance()));
        }
        return made;
    }
}
