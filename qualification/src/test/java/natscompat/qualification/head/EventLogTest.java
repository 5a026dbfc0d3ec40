package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import natscompat.model.event.RunEvent;
import natscompat.qualification.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    Path folder;

    @Test
    void whoeverComesLateHearsItFromTheBeginning() throws IOException {
        try (EventLog log = open()) {
            log.on(note("a"));
            log.on(note("b"));
            assertThat(texts(log.from(0))).containsExactly("a", "b");
            assertThat(texts(log.from(1))).containsExactly("b");
            assertThat(log.from(2)).isEmpty();
            assertThat(log.from(0)).extracting(EventLog.Told::number).containsExactly(0L, 1L);
        }
    }

    @Test
    void anotherProcessGoesOnWhereTheFirstOneWasKilled() throws IOException {
        try (EventLog log = open()) {
            log.on(note("a"));
        }
        Files.writeString(file(), "{\"number\":1,\"at\":\"2026", StandardOpenOption.APPEND);
        try (EventLog log = open()) {
            log.on(note("b"));
            assertThat(texts(log.from(0))).containsExactly("a", "b");
        }
    }

    @Test
    void whereACellIsNowIsNoHistory() throws IOException {
        try (EventLog log = open()) {
            log.on(progress(7, 1));
            log.on(progress(7, 2));
            assertThat(log.size()).isZero();
            assertThat(log.now()).extracting(RunEvent.CellProgress::operations).containsExactly(2L);
            log.on(new RunEvent.CellStarted(Cells.taking(7, Duration.ofSeconds(1)), ""));
            assertThat(log.now()).isEmpty();
        }
    }

    @Test
    void aPageHasALimitAndTheNextOneTheRest() throws IOException {
        try (EventLog log = open()) {
            String large = "x".repeat(600_000);
            log.on(note(large));
            log.on(note(large));
            assertThat(log.from(0)).hasSize(1);
            assertThat(log.from(1)).hasSize(1);
        }
    }

    @Test
    void waitingForNewsEndsWithTheirComing() throws IOException {
        try (EventLog log = open()) {
            Thread.ofVirtual().start(() -> log.on(note("a")));
            log.await(0, Duration.ofSeconds(20));
            assertThat(log.size()).isEqualTo(1);
        }
    }

    private EventLog open() throws IOException {
        return EventLog.open(file());
    }

    private Path file() {
        return folder.resolve("events.jsonl");
    }

    private static RunEvent note(String text) {
        return new RunEvent.Note(text);
    }

    private static RunEvent progress(int cell, long operations) {
        return new RunEvent.CellProgress(cell, Duration.ofSeconds(1), "phase", "step", "", operations);
    }

    private static List<String> texts(List<EventLog.Told> told) {
        return told.stream().map(t -> ((RunEvent.Note) t.event()).text()).toList();
    }
}
