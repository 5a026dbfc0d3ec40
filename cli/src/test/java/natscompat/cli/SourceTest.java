package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that only the sources show. */
class SourceTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", ".."));
    private static final int MOST_LINES = 400;
    /** Spelled in two parts, so that this file does not hold what it looks for. */
    private static final Pattern LEFT_TO_DO = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    /** A class of ours, without the classes inside it and without its members. */
    private static final Pattern LINKED = Pattern.compile("\\{@link\\s+(natscompat(?:\\.[a-z][a-z0-9]*)*\\.[A-Z]\\w*)");

    @Test
    void noFileIsLongerThanFourHundredLines() {
        assertThat(sources()).filteredOn(file -> lines(file).size() > MOST_LINES).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsInTwoToSixLines() {
        // A test's package is its main package's: one page says what both are.
        assertThat(sources().stream().filter(SourceTest::main).map(Path::getParent).distinct().toList())
                .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
        assertThat(sources()).filteredOn(file -> file.endsWith("package-info.java")).allSatisfy(file ->
                assertThat(lines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(14).contains("@NullMarked"));
    }

    @Test
    void everyClassThatAPackagePageNamesIsThere() {
        List<Path> all = sources();
        assertThat(all).filteredOn(file -> file.endsWith("package-info.java")).allSatisfy(file ->
                assertThat(named(file)).as(file.toString()).allSatisfy(name ->
                        assertThat(all).anyMatch(source -> source.toString().endsWith(name.replace('.', '/') + ".java"))));
    }

    private static List<String> named(Path page) {
        String text = String.join(" ", lines(page)).replace(" * ", " ");
        return LINKED.matcher(text).results().map(result -> result.group(1)).toList();
    }

    @Test
    void nothingIsLeftToDo() {
        assertThat(sources()).noneSatisfy(file ->
                assertThat(lines(file)).anyMatch(line -> LEFT_TO_DO.matcher(line).find()));
    }

    @Test
    void everyModuleHasAReadmeOfAboutEightLines() {
        assertThat(modules()).allSatisfy(module ->
                assertThat(lines(module.resolve("README.md"))).as(module.toString()).hasSizeBetween(3, 20));
    }

    private static boolean main(Path file) {
        return file.toString().contains("/src/main/");
    }

    private static List<Path> modules() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(f -> Files.exists(f.resolve("pom.xml"))).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> sources() {
        return modules().stream().map(m -> m.resolve("src")).filter(Files::isDirectory).flatMap(SourceTest::java).toList();
    }

    private static Stream<Path> java(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("every module has one: " + file, e);
        }
    }
}
