package natscompat.publish.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher rehearses with a record of its own, for the classes that reading one takes: it has to be a good one. */
class RehearsalTest {
    @TempDir
    Path folder;

    @Test
    void theLaunchersRecordIsOneThatWeWouldWrite() throws IOException {
        Path rehearsal = Path.of(System.getProperty("nats-compat.root", "..")).resolve("bin/lib/rehearsal.jsonl");
        Files.copy(rehearsal, folder.resolve("ledger.jsonl"));
        LedgerEntry entry = new BuiltRecord(folder, folder.resolve("locks")).read().getFirst();
        assertThat(rehearsal).hasContent(Json.line(entry));
        assertThat(entry.push()).isPresent();
    }
}
