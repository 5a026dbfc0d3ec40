package natscompat.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import natscompat.model.event.RunEvent;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SampleRun;
import natscompat.report.testdata.Screen;
import natscompat.report.text.ScreenSize;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Duration now = Duration.ofSeconds(1);

    @Test
    void runningCellsStandBelowWhatIsDone() {
        TerminalProgress progress = progress(80, 24, Style.plain());
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        send(progress, SampleRun.judged());
        Golden.check("progress-screen-80", screen(80).text());
    }

    @Test
    void onANarrowScreenTheLessImportantColumnsGo() {
        TerminalProgress progress = progress(44, 24, Style.plain());
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        send(progress, SampleRun.judged());
        Golden.check("progress-screen-44", screen(44).text());
    }

    @Test
    void closingLeavesOnlyWhatIsDoneAndTheTerminalAsItWas() {
        TerminalProgress progress = progress(80, 24, new Style(true, true));
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        progress.close();
        Screen screen = screen(80);
        assertThat(screen.text()).doesNotContain("running").doesNotContain("kill n2").contains("built in");
        assertThat(screen.wraps()).isTrue();
        assertThat(screen.atFreshLine()).isTrue();
    }

    @Test
    void wheneverTheProgramDiesTheTerminalIsAsItWas() {
        TerminalProgress progress = progress(80, 24, new Style(true, true));
        SampleRun.all().forEach(event -> {
            send(progress, List.of(event));
            assertThat(screen(80).wraps()).as("after %s", event.getClass()).isTrue();
            assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[?25l");
        });
    }

    @Test
    void aBurstOfEventsIsDrawnOnceAFrame() {
        TerminalProgress progress = progress(80, 24, Style.plain());
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        int before = bytes.size();
        for (int i = 0; i < 1000; i++) {
            progress.on(new RunEvent.CellProgress(13, Duration.ofSeconds(24), "3 x v2.14.5", "", "", i));
        }
        assertThat(bytes.size()).as("nothing is drawn within a frame").isEqualTo(before);
        now = now.plusMillis(100);
        progress.tick();
        assertThat(screen(80).text()).contains("999");
    }

    @Test
    void clocksMoveWhileNothingHappens() {
        TerminalProgress progress = progress(80, 24, Style.plain());
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        assertThat(screen(80).text()).contains("0:23");
        now = now.plusSeconds(65);
        progress.tick();
        assertThat(screen(80).text()).contains("1:2").doesNotContain("0:23");
    }

    @Test
    void moreCellsThanRowsAreCounted() {
        TerminalProgress progress = progress(80, 5, Style.plain());
        send(progress, SampleRun.beginning());
        send(progress, SampleRun.running());
        assertThat(screen(80).text()).contains("and 1 more");
    }

    private TerminalProgress progress(int columns, int rows, Style style) {
        return new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), style,
                () -> new ScreenSize(columns, rows), () -> now);
    }

    private void send(TerminalProgress progress, List<RunEvent> events) {
        events.forEach(event -> {
            now = now.plusMillis(150);
            progress.on(event);
        });
    }

    private Screen screen(int columns) {
        return new Screen(columns).show(bytes.toString(StandardCharsets.UTF_8));
    }
}
