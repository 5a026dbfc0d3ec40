package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingTest {
    private static final int MEGABYTES = 100;

    @TempDir
    Path folder;

    private CellFolder cell;
    private final Judging judging =
            new Judging(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()), MEGABYTES);

    @BeforeEach
    void aCell() throws IOException {
        cell = RunFolder.create(folder.resolve("run")).create(Cells.starting(1));
    }

    @Test
    void aSmallHistoryNeedsLittleAndALargeOneTwiceItsSize() throws IOException {
        assertThat(judging.needed(cell)).isEqualTo(1);
        history("history-0.jsonl", 20 << 20);
        assertThat(judging.needed(cell)).isEqualTo(40);
    }

    @Test
    void packedSegmentsCountAsTheyWere() throws IOException {
        history("history-0.jsonl.gz", 100);
        Judging roomy = new Judging(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()), 10_000);
        assertThat(roomy.needed(cell)).isEqualTo(128);
    }

    @Test
    void whatNeedsMoreThanThereIsTakesAllOfIt() throws IOException {
        history("history-0.jsonl.gz", 100);
        assertThat(judging.needed(cell)).isEqualTo(MEGABYTES);
    }

    @Test
    void roomIsGivenBackAlsoByACellThatCannotBeJudged() throws IOException {
        Files.writeString(cell.path().resolve("history-0.jsonl"), "{\"id\":\nnonsense\n{}\n");
        CellFolder large = new RunFolder(folder.resolve("run")).create(Cells.starting(2));
        Files.write(large.path().resolve("history-0.jsonl.gz"), new byte[0]);
        assertThat(judging.judged(cell).spoilt()).isTrue();
        assertThat(judging.judged(large).judgement().crashed()).isPresent();
        assertThat(judging.room()).isEqualTo(MEGABYTES);
    }

    /** As long as said, and takes no room on the disk. */
    private void history(String name, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(cell.path().resolve(name).toFile(), "rw")) {
            file.setLength(bytes);
        }
    }
}
