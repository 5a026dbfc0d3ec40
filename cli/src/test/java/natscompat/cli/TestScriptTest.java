package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/test} with a made-up Maven: what its last line and its exit code say. */
class TestScriptTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", "..")).toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /** What a start of the script came to. */
    private record Ended(int code, List<String> lines) {}

    @BeforeEach
    void aCloneAndAJdk() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("bin"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve("my clone").resolve(ROOT.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
        script(bin.resolve("java"), "exit 1");
        script(bin.resolve("javac"), "exit 1");
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the script with a Maven that writes one report for each of these heads, and ends with that code. */
    private Ended run(String ci, int maven, String... heads) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("sleep 0.02\n");
        for (int i = 0; i < heads.length; i++) {
            text.append("mkdir -p module").append(i).append("/target/surefire-reports\n")
                    .append("echo '<testsuite name=\"A\" time=\"0.1\" ").append(heads[i])
                    .append(">' >module").append(i).append("/target/surefire-reports/TEST-A.xml\n");
        }
        script(folder.resolve("tools/mvn"), text + "exit " + maven);
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("my clone/bin/test").toString());
        builder.environment().clear();
        builder.environment().put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        builder.environment().put("NATS_COMPAT_JAVA", folder.resolve("jdk").toString());
        builder.environment().put("CI", ci);
        Path out = folder.resolve("out");
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readAllLines(out));
    }

    @Test
    void theLastLineIsTheSumOfAllModules() throws Exception {
        Ended ended = run("", 0, "tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"0\"",
                "tests=\"40\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        assertThat(ended.code()).isZero();
        assertThat(ended.lines()).last().isEqualTo("Tests run: 43, Failures: 0, Errors: 0, Skipped: 1");
    }

    @Test
    void aSkippedTestFailsWhereABuildServerLooks() throws Exception {
        Ended ended = run("true", 0, "tests=\"3\" errors=\"0\" skipped=\"1\" failures=\"0\"");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).contains("CI=true, and 1 tests were skipped");
    }

    @Test
    void aFailureIsAFailure() throws Exception {
        Ended ended = run("", 0, "tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"2\">\n    <failure message=\"a\"/>\n"
                + "    <failure message=\"b\"/");
        assertThat(ended.code()).as("Maven goes on to the other modules and ends with 0").isEqualTo(1);
        assertThat(ended.lines()).last().isEqualTo("Tests run: 3, Failures: 2, Errors: 0, Skipped: 0");
    }

    @Test
    void whatPassesWhenAskedAgainIsNoFailure() throws Exception {
        Ended ended = run("", 0, "tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"0\">\n    <flakyFailure message=\"a\"/");
        assertThat(ended.code()).isZero();
        assertThat(ended.lines()).last().isEqualTo("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void aBuildThatFailsBeforeItsTestsCountsAsAnError() throws Exception {
        Ended ended = run("", 1, "tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"0\"");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.lines()).last().isEqualTo("Tests run: 3, Failures: 0, Errors: 1, Skipped: 0");
    }

    @Test
    void nothingRunIsNothingProven() throws Exception {
        assertThat(run("", 0).code()).isEqualTo(1);
    }
}
