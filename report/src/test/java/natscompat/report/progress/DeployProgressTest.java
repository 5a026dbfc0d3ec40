package natscompat.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import natscompat.model.event.DeployEvent;
import natscompat.report.testdata.Screen;
import natscompat.report.text.ScreenSize;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

/** A start in its three forms. */
class DeployProgressTest {
    private static final List<DeployEvent> BEGINNING = List.of(
            new DeployEvent.Began("starting 3 x v2.14.5", "namespace qualify on https://there:6443"),
            new DeployEvent.Done("service/nats", "created"),
            new DeployEvent.Done("configmap/nats", "unchanged"),
            new DeployEvent.Done("secret/nats-logins", "kept"),
            new DeployEvent.Waits("pods scheduled", "nats-0 has no node"));
    private static final List<DeployEvent> END = List.of(
            new DeployEvent.Reached("pods scheduled", Duration.ofMillis(2500)),
            new DeployEvent.Note("the API server is back"),
            new DeployEvent.Ended("3 x v2.14.5 runs"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PrintStream out() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void plainLinesNameWhatChangedAndCountTheRest() {
        PlainDeploy plain = new PlainDeploy(out(), Style.plain(), () -> Duration.ofSeconds(7));
        BEGINNING.forEach(plain::on);
        END.forEach(plain::on);

        assertThat(text().lines()).containsExactly(
                "  0:07  starting 3 x v2.14.5 in namespace qualify on https://there:6443",
                "  0:07  created service/nats",
                "  0:07  2 objects as before",
                "  0:07  waiting for pods scheduled: nats-0 has no node",
                "  0:07  pods scheduled after 2.5 s",
                "  0:07  the API server is back",
                "  0:07  3 x v2.14.5 runs");
    }

    @Test
    void onATerminalOneLineSaysWhatIsWaitedForUntilItIsThere() {
        ScreenSize size = new ScreenSize(60, 24);
        TerminalDeploy terminal = new TerminalDeploy(out(), Style.plain(), () -> size, () -> Duration.ofSeconds(7));
        BEGINNING.forEach(terminal::on);
        terminal.tick();
        assertThat(screen().text()).containsOnlyOnce("0:07  waiting for pods scheduled: nats-0 has no node");

        END.forEach(terminal::on);
        terminal.close();
        terminal.on(new DeployEvent.Note("too late"));

        assertThat(screen().text()).contains("pods scheduled after 2.5 s", "3 x v2.14.5 runs")
                .doesNotContain("waiting for", "too late");
        assertThat(screen().wraps()).isTrue();
    }

    private Screen screen() {
        return new Screen(60).show(text());
    }

    @Test
    void machinesGetOneObjectALine() {
        JsonDeploy json = new JsonDeploy(out(), () -> Duration.ofSeconds(7));
        BEGINNING.forEach(json::on);
        END.forEach(json::on);

        assertThat(text().lines()).hasSize(8)
                .allMatch(line -> line.startsWith("{\"event\":\"") && line.contains("\"elapsedMs\":7000"))
                .contains("{\"event\":\"done\",\"elapsedMs\":7000,\"object\":\"service/nats\",\"result\":\"created\"}");
    }
}
