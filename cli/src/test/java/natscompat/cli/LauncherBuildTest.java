package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher builds, beside whom, and what it says when it cannot. */
class LauncherBuildTest {
    @TempDir
    Path folder;

    private LaunchPad pad;

    @BeforeEach
    void aCloneWithSources() throws IOException {
        pad = new LaunchPad(folder);
    }

    @Test
    void theFirstStartBuildsOnThatJdkAndTheSecondDoesNot() throws Exception {
        LaunchPad.Ended first = pad.launch("list", "a b");
        assertThat(first.err()).contains("building the tool with JDK 25.0.3").hasLineCount(1);
        assertThat(first.out()).contains("[natscompat.cli.Main]\n[list]\n[a b]\n");
        assertThat(first.code()).isZero();
        assertThat(pad.launch("list").err()).isEmpty();
        assertThat(Files.readAllLines(pad.folder().resolve("maven-calls"))).containsExactly(pad.environment().get("NATS_COMPAT_JAVA"));
    }

    @Test
    void theOwnJarIsFirstAndPicocliSecond() throws Exception {
        String out = pad.launch("list").out();
        assertThat(out).containsPattern("/lib/cli\\.jar:[^:]*/lib/picocli\\.jar:[^:]*/lib/b\\.jar\\]");
    }

    /** Classes of a signed jar cannot be archived, and are checked one by one whenever they are loaded. */
    @Test
    void aSignedLibraryIsCopiedWithoutItsSignature() throws Exception {
        Path signed = pad.folder().resolve("signed.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(signed))) {
            for (String name : List.of("META-INF/MANIFEST.MF", "META-INF/X.SF", "META-INF/X.RSA", "a/A.class")) {
                out.putNextEntry(new ZipEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        String script = "home=$1 jdk=$2 part=$3; . \"$1/bin/lib/build.sh\"; without_signature \"$3/signed.jar\" \"$3/copy.jar\"";
        pad.environment().put("PATH", "/usr/bin:/bin");
        assertThat(pad.start(Path.of("/bin/sh"), "-c", script, "sh", pad.home().toString(), System.getProperty("java.home"),
                pad.folder().toString()).code()).isZero();
        try (ZipFile copy = new ZipFile(pad.folder().resolve("copy.jar").toFile())) {
            assertThat(copy.stream().map(ZipEntry::getName)).contains("a/A.class").noneMatch(n -> n.startsWith("META-INF/X"));
            assertThat(copy.getInputStream(copy.getEntry("a/A.class"))).hasContent("a/A.class");
        }
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        pad.launch("list");
        Files.writeString(pad.home().resolve("cli/src/main/java/Main.java"), "changed");
        Files.setLastModifiedTime(pad.home().resolve("cli/src/main/java/Main.java"), FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(pad.launch("list").err()).contains("the sources changed");
        assertThat(pad.mavenCalls()).isEqualTo(2);
    }

    @Test
    void aDeletedSourceIsBuiltAgain() throws Exception {
        Path other = pad.source("cli/src/main/java/Other.java");
        pad.launch("list");
        Files.delete(other);
        pad.launch("list");
        assertThat(pad.mavenCalls()).isEqualTo(2);
    }

    @Test
    void aSourceThatDoesNotCompileIsOurFaultAndSaysWhere() throws Exception {
        pad.brokenWith("[ERROR] Main.java:[3,7] not a statement");
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isEqualTo(255);
        assertThat(ended.err()).contains("tried  build the tool", "Main.java:[3,7] not a statement", "next ");
        assertThat(pad.home().resolve(".build/lock")).doesNotExist();
        Files.delete(pad.folder().resolve("broken"));
        assertThat(pad.launch("list").code()).isZero();
    }

    private static long deadProcess() throws Exception {
        Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        return dead.pid();
    }

    private Path lockOf(long pid) throws IOException {
        Path lock = Files.createDirectories(pad.home().resolve(".build/lock"));
        Files.writeString(lock.resolve("pid"), pid + "\n");
        return lock;
    }

    @Test
    void theLockOfADeadProcessIsTakenOver() throws Exception {
        lockOf(deadProcess());
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isZero();
        assertThat(ended.err()).doesNotContain("waiting");
        assertThat(pad.home().resolve(".build/lock")).doesNotExist();
    }

    @Test
    void whoOnlyWaitsLeavesTheLockWhenToldToEnd() throws Exception {
        Path lock = lockOf(ProcessHandle.current().pid());
        Process waiting = pad.begin("", pad.home().resolve("bin/nats-compat"), "list");
        assertThat(Waiting.reached("the words that it waits", Duration.ofSeconds(10), Duration.ofMillis(20), () -> {
            try {
                return pad.said("", "stderr").contains("builds the tool; waiting for it");
            } catch (IOException e) {
                return false;
            }
        })).isTrue();
        waiting.destroy();
        assertThat(waiting.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.exitValue()).isEqualTo(143);
        assertThat(lock.resolve("pid")).exists();
        assertThat(pad.mavenCalls()).isZero();
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        Files.createFile(pad.folder().resolve("slow"));
        List<Process> both = List.of(
                pad.begin("1", pad.home().resolve("bin/nats-compat"), "list"), pad.begin("2", pad.home().resolve("bin/nats-compat"), "list"));
        for (Process each : both) {
            assertThat(each.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(each.exitValue()).isZero();
        }
        assertThat(pad.mavenCalls()).isEqualTo(1);
        assertThat(pad.said("1", "stderr") + pad.said("2", "stderr")).containsOnlyOnce("waiting for it");
        assertThat(pad.home().resolve(".build/lock")).doesNotExist();
    }

    @Test
    void aBuildUnderWayStaysWhileItsProcessLives() throws Exception {
        Path living = part(ProcessHandle.current().pid());
        Path dead = part(deadProcess());
        pad.launch("list");
        assertThat(living).exists();
        assertThat(dead).doesNotExist();
    }

    private Path part(long pid) throws IOException {
        return Files.createDirectories(pad.home().resolve(".build/part-" + pid + "-20260101000000"));
    }

    @Test
    void aBuildWithoutAClassPathIsNone() throws Exception {
        pad.launch("list");
        Files.writeString(pad.currentBuild().resolve("classpath"), "");
        assertThat(pad.launch("list").out()).contains("/lib/cli.jar", "[natscompat.cli.Main]");
        assertThat(pad.mavenCalls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "[ERROR] Failed to execute goal x: No space left on device",
        "[ERROR] Could not transfer artifact a:b:jar:1: Disk quota exceeded",
        "[ERROR] Could not create local repository at /home/me/.m2/repository"
    })
    void aFullDiskIsNoBugOfOurs(String said) throws Exception {
        pad.brokenWith(said);
        LaunchPad.Ended ended = pad.launch("list");
        assertThat(ended.code()).isEqualTo(254);
        assertThat(ended.err().replaceAll("\\s+", " "))
                .contains("error (environment)", said.substring(8), " MiB are free there", "Make room");
        assertThat(pad.home().resolve(".build/lock")).doesNotExist();
    }

    @Test
    void aMavenThatIsTooOldIsNoBugOfOurs() throws Exception {
        pad.brokenWith("[ERROR] something that old ones say");
        Files.writeString(pad.folder().resolve("maven-version"), "Apache Maven 3.6.3 (1234)\nMaven home: /x\n");
        LaunchPad.Ended old = pad.launch("list");
        assertThat(old.code()).isEqualTo(254);
        assertThat(old.err().replaceAll("\\s+", " ")).contains("it is Maven 3.6.3, too old", "Install Maven 3.8 or newer");
        Files.writeString(pad.folder().resolve("maven-version"), "Apache Maven 3.10.0 (1234)\n");
        assertThat(pad.launch("list").code()).isEqualTo(255);
        pad.brokenWith("[ERROR] The plugin p requires Maven version 4.0.0");
        assertThat(pad.launch("list").code()).isEqualTo(254);
    }

    @Test
    void aRunKeepsItsJarsAndUnusedBuildsGo() throws Exception {
        pad.launch("list");
        Path first = pad.currentBuild();
        // This process stands for a soak that was started from the first build.
        Files.writeString(first.resolve("users").resolve(String.valueOf(ProcessHandle.current().pid())), "");
        List<Path> later = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pad.source("cli/src/main/java/New" + i + ".java");
            pad.launch("list");
            later.add(pad.currentBuild());
        }
        assertThat(first.resolve("lib/cli.jar")).exists();
        assertThat(later.get(0)).doesNotExist();
        assertThat(later.get(1)).as("the one before the newest may just be starting").exists();
        assertThat(later.get(2)).exists();
    }
}
