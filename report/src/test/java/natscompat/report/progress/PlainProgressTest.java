package natscompat.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import natscompat.model.event.RunEvent;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SampleRun;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Duration now = Duration.ZERO;
    private final PlainProgress progress =
            new PlainProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), Style.plain(), () -> now);

    @Test
    void aRunIsALineForEachThingThatHappens() {
        SampleRun.all().forEach(event -> {
            now = now.plusSeconds(7);
            progress.on(event);
        });
        Golden.check("progress-plain", text());
    }

    @Test
    void aCellInTheSamePhaseIsNotNews() {
        SampleRun.running().forEach(progress::on);
        long lines = text().lines().count();
        progress.on(new RunEvent.CellProgress(13, Duration.ofSeconds(24), "2 x v2.12.15 + 1 x v2.14.5", "", "", 1300));
        assertThat(text().lines().count()).isEqualTo(lines);
        progress.on(new RunEvent.CellProgress(13, Duration.ofSeconds(24), "3 x v2.14.5", "", "", 1300));
        assertThat(text().lines().count()).isEqualTo(lines + 1);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
