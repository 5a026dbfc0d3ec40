package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares with a file of {@code golden}; {@code -Dgolden.update=true} writes the file anew instead. */
final class Golden {
    private Golden() {}

    static void check(String name, List<String> lines) {
        // Surefire runs tests in the folder of their module.
        Path file = Path.of("src", "test", "resources", "golden", name + ".txt");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", lines) + "\n");
            }
            assertThat(lines).isEqualTo(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException("golden file " + name + " (write it with -Dgolden.update=true)", e);
        }
    }
}
