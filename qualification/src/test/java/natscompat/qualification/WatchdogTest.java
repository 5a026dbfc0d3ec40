package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    @Test
    void aCellThatHangsIsInterruptedAndSaysWhereItHung() throws IOException {
        try (HistoryWriter history = cellFolder().historyWriter(); Watchdog watchdog = new Watchdog(forecast -> SHORT)) {
            CellContext cell = cell(history);
            cell.step("roll server 2");
            watchdog.add(cell);
            assertThatThrownBy(() -> Waiting.pause("what never comes", LONG)).isInstanceOf(Waiting.Interrupted.class);
            watchdog.remove(cell);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(cell.overdue()).hasValueSatisfying(why -> assertThat(why).contains("hung in step roll server 2"));
            assertThat(cell.folder().path().resolve("threads.txt")).content().contains("WatchdogTest");
            assertThat(events).anyMatch(e -> e instanceof Event.Note note && note.text().contains("threads.txt"));
        }
    }

    @Test
    void aCellThatEndsInTimeOrIsKeptIsLeftAlone() throws IOException {
        try (HistoryWriter history = cellFolder().historyWriter(); Watchdog watchdog = new Watchdog(forecast -> SHORT)) {
            CellContext ended = cell(history);
            watchdog.add(ended);
            watchdog.remove(ended);
            CellContext kept = cell(history);
            kept.keptOpen();
            watchdog.add(kept);
            Waiting.pause("the watchdog to look twice", Duration.ofMillis(2200));
            watchdog.remove(kept);
            assertThat(Thread.interrupted()).isFalse();
            assertThat(ended.overdue()).isEmpty();
            assertThat(kept.overdue()).isEmpty();
        }
    }

    private CellFolder cellFolder() throws IOException {
        return RunFolder.create(folder.resolve("run")).create(Cells.taking(1, LONG));
    }

    private CellContext cell(HistoryWriter history) throws IOException {
        Cell cell = Cells.taking(1, LONG);
        return new CellContext(cell, new RunFolder(folder.resolve("run")).folder(cell), new RunClock(), history, events::add);
    }
}
