package natscompat.qualification;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import natscompat.model.history.Event;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.testing.TestReleases;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release whose Raft messages no other one hears: its servers run, and the two never become one cluster. */
@Tag("real")
class ApartReleaseTest {
    @TempDir
    Path folder;

    @Test
    void isAFindingAndNoCrashOfOurs() throws IOException {
        Path out = folder.resolve("run");
        Matrix.Row row = RealRun.beside(out, 5, apart(), Duration.ofSeconds(12)).rows().getFirst();
        assertThat(new CellFolder(out.resolve(row.folder())).events().stream().filter(Event.NotFormed.class::isInstance))
                .singleElement().asInstanceOf(InstanceOfAssertFactories.type(Event.NotFormed.class))
                .satisfies(never -> assertThat(never.starts()).isBetween(3, 6));
        if (row.result().verdict() instanceof Verdict.Unknown unknown) {
            assertThat(unknown.why()).startsWith("machine overloaded");
            return;
        }
        assertThat(row.result().verdict()).as("once; nothing is run again here").isInstanceOf(Verdict.Suspect.class);
        assertThat(row.result().findings()).extracting(Finding::promise).containsExactly("available");
        assertThat(row.result().findings().getFirst().witness().text()).contains("did not form a cluster, begun");
    }

    /** A real server, which calls the subjects of Raft (docs.nats.io, JetStream Clustering) by another name. */
    private Path apart() throws IOException {
        Path server = Files.copy(TestReleases.built("v2.14.5").binary(), folder.resolve("nats-server"),
                StandardCopyOption.COPY_ATTRIBUTES);
        String bytes = Files.readString(server, ISO_8859_1);
        assertThat(bytes).contains("$NRG.");
        return Files.writeString(server, bytes.replace("$NRG.", "$NRX."), ISO_8859_1);
    }
}
