package natscompat.generator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import natscompat.model.failure.Failure;

/**
 * Where templates come from: those packed into this module, or a user's folder, whose files go before them. A template
 * that the folder lacks is the packed one, so that a user copies only what is to be changed. Immutable and thread-safe.
 *
 * @param folder the user's
 */
public record Templates(Optional<Path> folder) {
    /** Only those that are packed into this module. */
    public static final Templates PACKED = new Templates(Optional.empty());

    /** Those of a folder, and packed ones for what it lacks. */
    public static Templates in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Failure.input("read templates from " + folder, "there is no such folder",
                    "Copy templates/ of this project, change it, and name the copy.");
        }
        return new Templates(Optional.of(folder));
    }

    /**
     * One template.
     *
     * @param file its path below the folder: {@code kubernetes/service.yaml.mustache}
     */
    public StrictTemplate template(String file) {
        Optional<Path> own = folder.map(f -> f.resolve(file)).filter(Files::exists);
        try {
            if (own.isPresent()) {
                return StrictTemplate.of(own.get().toString(), Files.readString(own.get()));
            }
            return StrictTemplate.of("templates/" + file, packed(file));
        } catch (IOException e) {
            throw Failure.input("read the template " + own.map(Path::toString).orElse(file), String.valueOf(e),
                    "Name a folder with text files that can be read.").causedBy(e);
        }
    }

    private static String packed(String file) {
        try (InputStream in = Templates.class.getResourceAsStream("/natscompat/templates/" + file)) {
            if (in == null) {
                throw Failure.bug("read the template " + file, "it is not packed into the generator", "Build again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read the template " + file, e);
        }
    }
}
