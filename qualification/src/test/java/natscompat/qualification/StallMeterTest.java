package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StallMeterTest {
    @TempDir
    Path folder;

    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    /** The first cell's disk is full: the others are still told. */
    @Test
    void aCellThatCannotWriteItsEventsTakesNobodysMeterAway() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("run"));
        Cell one = Cells.taking(1, Duration.ofSeconds(1));
        Cell two = Cells.taking(2, Duration.ofSeconds(1));
        try (HistoryWriter first = run.create(one).historyWriter();
                HistoryWriter second = run.create(two).historyWriter();
                StallMeter meter = new StallMeter()) {
            meter.register(cell(one, run, first, event -> {
                refused.incrementAndGet();
                throw new UncheckedIOException(new IOException("no space left on device"));
            }));
            meter.register(cell(two, run, second, heard::add));
            meter.tell("test", 700, "made up");
            meter.tell("test", 800, "made up");
        }
        assertThat(refused).as("it is not asked again").hasValue(1);
        assertThat(heard.stream().filter(e -> e instanceof Event.Stall s && s.who().equals("test"))).hasSize(2);
    }

    @Test
    void theProcessInTheLinksIsWatchedLikeTheServers() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("run"));
        Cell one = Cells.taking(1, Duration.ofSeconds(1));
        try (HistoryWriter history = run.create(one).historyWriter()) {
            CellContext context = cell(one, run, history, heard::add);
            assertThat(context.pids()).as("no cluster yet").isEmpty();
            context.cluster(new EmptyCluster() {
                @Override
                public OptionalLong linkProxy() {
                    return OptionalLong.of(4711);
                }
            });
            assertThat(context.pids()).containsExactly(Map.entry("link-proxy", 4711L));
        }
    }

    @Test
    void thePressureOnTheProcessorsIsAShare() {
        try (StallMeter meter = new StallMeter()) {
            Waiting.pause("two looks", Duration.ofMillis(1_200));
            assertThat(meter.cpuPressure()).isBetween(0.0, 1.0);
        }
    }

    private static CellContext cell(Cell cell, RunFolder run, HistoryWriter history, Consumer<Event> events) {
        return new CellContext(cell, run.folder(cell), new RunClock(), history, events);
    }
}
