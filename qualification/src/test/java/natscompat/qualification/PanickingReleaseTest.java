package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release that ends by itself beside the other one: that is what was to be found out, and no crash of ours. */
@Tag("real")
class PanickingReleaseTest {
    @TempDir
    Path folder;

    @Test
    void isAFindingWithItsLastWordsAndWhatTheOthersSaidThen() throws IOException {
        Path out = folder.resolve("run");
        Matrix matrix = RealRun.beside(out, 5, panicking(), Duration.ofSeconds(12));
        Matrix.Row row = matrix.rows().getFirst();
        assertThat(row.result().verdict()).isInstanceOf(Verdict.Suspect.class);
        assertThat(row.result().findings()).extracting(Finding::promise).containsExactly("server-stays-up", "clean-log");
        assertThat(row.result().findings().getFirst().witness().text())
                .contains("exit status 2", "panic: no way to live beside these");
        assertThat(matrix.exit()).isEqualTo(ExitCode.OPEN);
        Path servers = new RunFolder(out).cells().getFirst().path().resolve("servers");
        try (var dumped = Files.walk(servers)) {
            assertThat(dumped).anyMatch(path -> path.getFileName().toString().equals("failed-in-step-1"));
        }
    }

    /** Answers what it is and whether its configuration is good; as a server it ends at once. */
    private Path panicking() throws IOException {
        Path script = folder.resolve("nats-server");
        Files.createFile(script, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        return Files.writeString(script, """
                #!/bin/sh
                case " $* " in
                *" -t "* | *" -v "* | *version*) exec %s "$@" ;;
                esac
                echo "panic: no way to live beside these" >&2
                exit 2
                """.formatted(TestReleases.built("v2.14.5").binary()));
    }
}
