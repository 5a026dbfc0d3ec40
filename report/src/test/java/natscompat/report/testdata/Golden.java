package natscompat.report.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Golden files: src/test/resources/golden/NAME.txt. Run with {@code -Dgolden.update=true} to write them anew. */
public final class Golden {
    private Golden() {}

    /** Compares, or writes. */
    public static void check(String name, String text) {
        Path file = Path.of(System.getProperty("nats-compat.root", ".."), "report", "src", "test", "resources", "golden",
                name + ".txt");
        String actual = text.replace(System.lineSeparator(), "\n");
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, actual);
            }
            assertThat(actual).as("golden file %s (-Dgolden.update=true writes it anew)", name)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
