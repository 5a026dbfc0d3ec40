package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first page is read in a terminal of 80 columns, and its commands are copied from there. */
class ReadmeTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", ".."));
    private static final int COLUMNS = 80;

    private static List<String> lines() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md"));
    }

    @Test
    void noLineIsWiderThanATerminal() throws IOException {
        assertThat(lines()).filteredOn(line -> line.length() > COLUMNS).isEmpty();
    }

    @Test
    void aCommandIsAllThatStandsOnItsLine() throws IOException {
        List<String> commands = lines().stream()
                .filter(line -> line.startsWith("    bin/") || line.startsWith("    export "))
                .toList();
        assertThat(commands).hasSizeGreaterThan(5).noneMatch(line -> line.contains(" #"));
    }
}
