package natscompat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.OptionalLong;
import natscompat.cli.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
    @TempDir
    Path folder;

    private Doctor doctor(Map<String, String> environment) {
        Shell shell = new Shell(new PrintStream(PrintStream.nullOutputStream()), System.err, folder, folder, environment,
                new Shell.Terminals(false, false, false), 0);
        return new Doctor(shell, new Tools(folder.toString()));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void missingGoIsMissing() {
        Diagnosis go = doctor(Map.of()).go();
        assertThat(go.state()).isEqualTo(Diagnosis.State.MISSING);
        assertThat(go.next()).contains("Install Go");
    }

    @Test
    void anOldGoSaysWhatItCannotBuild() throws IOException {
        program("go", "echo go1.24.4");
        Diagnosis go = doctor(Map.of()).go();
        assertThat(go.state()).as("the README's first command cannot build v2.14.5").isEqualTo(Diagnosis.State.MISSING);
        assertThat(go.seen()).contains("go1.24.4",
                "nats-server 2.11.14 and later 2.11 (Go 1.25), 2.12.5 to 2.14 (Go 1.25), 2.15.0 and later (Go 1.26)");
    }

    @Test
    void aGoThatIsTooOldForSomeOnlyIsADrawback() throws IOException {
        program("go", "echo go1.25.1");
        Diagnosis go = doctor(Map.of()).go();
        assertThat(go.state()).isEqualTo(Diagnosis.State.WEAK);
        assertThat(go.seen()).endsWith("too old for nats-server 2.15.0 and later (Go 1.26)");
    }

    @Test
    void aVeryOldGoBuildsWholeLinesNoMore() throws IOException {
        program("go", "echo go1.19.13");
        assertThat(doctor(Map.of()).go().seen())
                .contains("2.10.0 to 2.10.16 (Go 1.20), 2.10.17 to 2.10.23 (Go 1.21)", "2.12.0 to 2.12.4 (Go 1.24)")
                .doesNotContain("2.9");
    }

    @Test
    void whatTheReadmeAsksForIsWhatIsAskedFor() throws IOException {
        assertThat(Path.of(System.getProperty("nats-compat.root", ".."), "README.md")).content()
                .contains("Go 1." + GoNeed.LEAST + " or newer", "Maven 3.8 or newer");
    }

    @Test
    void aNewGoBuildsEverything() throws IOException {
        program("go", "echo go1.26.1");
        assertThat(doctor(Map.of()).go().state()).isEqualTo(Diagnosis.State.GOOD);
    }

    @Test
    void missingMavenIsMissing() {
        assertThat(doctor(Map.of()).maven().state()).isEqualTo(Diagnosis.State.MISSING);
    }

    @ParameterizedTest
    @CsvSource({"3.6.3,MISSING", "2.2.1,MISSING", "3.8.1,GOOD", "3.10.0-beta,GOOD", "4.0.0,GOOD"})
    void anOldMavenIsMissing(String version, Diagnosis.State state) throws IOException {
        program("mvn", "printf '\\033[1mApache Maven " + version + "\\033[m (abc)\\n'; echo 'Maven home: /x'");
        Diagnosis maven = doctor(Map.of()).maven();
        assertThat(maven.state()).isEqualTo(state);
        assertThat(maven.seen()).as("whose script writes escape codes into pipes, too").startsWith(version + " in ");
    }

    @Test
    void aMavenThatDoesNotWorkIsSaid() throws IOException {
        program("mvn", "exit 1");
        assertThat(doctor(Map.of()).maven().state()).isEqualTo(Diagnosis.State.WEAK);
    }

    @Test
    void whatCannotBeLookedAtIsSaidAmongTheOthers() throws IOException {
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.writeString(cache.resolve("runs"), "no folder");
        Diagnosis left = doctor(Map.of(
                "NATS_COMPAT_CACHE", cache.toString(), "HOME", folder.toString(), "TMPDIR", folder.toString())).leftBehind();
        assertThat(left.state()).isEqualTo(Diagnosis.State.WEAK);
        assertThat(left.seen()).contains("cannot look for runs that were killed in " + cache.resolve("runs"));
    }

    @Test
    void aCacheThatIsAFileIsMissing() throws IOException {
        Path file = Files.writeString(folder.resolve("cache"), "");
        assertThat(doctor(Map.of("NATS_COMPAT_CACHE", file.toString())).cache().state())
                .isEqualTo(Diagnosis.State.MISSING);
    }

    @Test
    void lookingLeavesNothingInTheCache() throws IOException {
        Path cache = folder.resolve("cache");
        doctor(Map.of("NATS_COMPAT_CACHE", cache.toString())).cache();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotInMemoryIsADrawback() {
        Diagnosis memory = machine(Map.of("NATS_COMPAT_MEMORY", folder.resolve("none").toString())).memory();
        assertThat(memory.state()).isEqualTo(Diagnosis.State.WEAK);
        assertThat(memory.seen()).startsWith(folder.resolve("none") + " is no file system in memory");
        assertThat(machine(Map.of("NATS_COMPAT_STORES", "run")).memory().seen()).contains("NATS_COMPAT_STORES=run");
    }

    @Test
    void fewOpenFilesAreADrawback() {
        assertThat(Machine.openFiles(OptionalLong.of(1024)).state()).isEqualTo(Diagnosis.State.WEAK);
        assertThat(Machine.openFiles(OptionalLong.of(1024)).next()).contains("the hard limit to 4096");
        assertThat(Machine.openFiles(OptionalLong.of(20_000))).extracting(Diagnosis::state, Diagnosis::seen)
                .containsExactly(Diagnosis.State.GOOD, "20,000 at most");
        assertThat(Machine.mostOpenFiles()).isPresent();
    }

    @Test
    void withoutSetsidPerlWillDo() throws IOException {
        assertThat(machine(Map.of()).sessions().state()).isEqualTo(Diagnosis.State.WEAK);
        program("perl", "exit 1");
        assertThat(machine(Map.of()).sessions().seen()).endsWith("/perl");
        program("setsid", "exit 1");
        assertThat(machine(Map.of()).sessions().seen()).endsWith("/setsid");
    }

    private Machine machine(Map<String, String> environment) {
        return new Machine(environment, new Tools(folder.toString()));
    }
}
