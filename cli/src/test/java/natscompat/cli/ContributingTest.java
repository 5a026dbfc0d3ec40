package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages name files, folders and commands that are there. */
class ContributingTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", ".."));
    private static final Pattern FILE = Pattern.compile("`([a-z-]+/[A-Za-z0-9_./-]+\\.[a-z]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("\\bbin/([a-z-]+)");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> pages = docs.filter(f -> f.toString().endsWith(".md")).toList();
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")), pages.stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatAPageNamesIsThere(Path page) throws IOException {
        String text = Files.readString(page);
        assertThat(found(FILE, text)).allSatisfy(file -> assertThat(ROOT.resolve(file)).exists());
        assertThat(found(LINK, text)).allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
        assertThat(found(COMMAND, text)).allSatisfy(name -> assertThat(ROOT.resolve("bin").resolve(name)).isExecutable());
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).distinct().toList();
    }
}
