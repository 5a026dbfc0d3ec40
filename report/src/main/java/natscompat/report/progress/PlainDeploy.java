package natscompat.report.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import natscompat.model.event.DeployEvent;
import natscompat.report.text.Figures;
import natscompat.report.text.Style;

/** A start or a deletion as plain lines with the elapsed time, for logs; nothing is redrawn. Used by one thread. */
public final class PlainDeploy implements DeployEvent.Listener {
    private static final int CLOCK = 6;
    private final PrintStream out;
    private final Style style;
    private final Supplier<Duration> elapsed;
    private final DeployLines lines = new DeployLines();

    /**
     * Writes to a stream.
     *
     * @param out standard error, as a rule
     * @param elapsed time since the command began
     */
    public PlainDeploy(PrintStream out, Style style, Supplier<Duration> elapsed) {
        this.out = out;
        this.style = style;
        this.elapsed = elapsed;
    }

    @Override
    public void on(DeployEvent event) {
        lines.lines(event).forEach(this::line);
        Optional<String> waiting = event instanceof DeployEvent.Waits ? lines.waiting() : Optional.empty();
        waiting.ifPresent(this::line);
        out.flush();
    }

    private void line(String text) {
        String clock = Figures.clock(elapsed.get());
        out.println(" ".repeat(Math.max(0, CLOCK - clock.length())) + clock + "  " + style.clean(text));
    }
}
