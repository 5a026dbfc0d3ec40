package natscompat.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import natscompat.cli.Shell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(go.state()).isEqualTo(Diagnosis.State.WEAK);
        assertThat(go.seen()).contains("go1.24.4", "2.11.14 and later (Go 1.25)");
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
}
