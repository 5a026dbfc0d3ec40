package natscompat.report.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.report.CellNames;
import natscompat.report.ErrorText;
import natscompat.report.VerdictWords;
import natscompat.report.text.Figures;
import natscompat.report.text.Style;

/**
 * Plain lines with the elapsed time, for logs: one when a cell begins, at each change of its phase and when it ends;
 * builds and notes too. Nothing is redrawn. Thread-safe.
 */
public final class PlainProgress implements RunEvent.Listener {
    private static final int ERROR_WIDTH = 100;
    private static final int CLOCK = 6;

    private final PrintStream out;
    private final Style style;
    private final Supplier<Duration> elapsed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, String> phases = new HashMap<>();
    private Optional<CellNames> names = Optional.empty();

    /**
     * Writes to a stream.
     *
     * @param out standard error, as a rule
     * @param elapsed time since the run began
     */
    public PlainProgress(PrintStream out, Style style, Supplier<Duration> elapsed) {
        this.out = out;
        this.style = style;
        this.elapsed = elapsed;
    }

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            show(event);
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private void show(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted e -> {
                line(Sentences.started(e));
                line("again: " + e.again());
            }
            case RunEvent.Resolved e -> line(Sentences.resolved(e.release()));
            case RunEvent.BuildStarted e -> line("building " + e.release() + (e.text().isBlank() ? "" : ": " + e.text()));
            case RunEvent.BuildEnded e -> line(Sentences.built(e.release()));
            case RunEvent.Planned e -> {
                names = Optional.of(CellNames.onScreen(e.plan()));
                line("plan: " + Sentences.planned(e.plan()));
            }
            case RunEvent.CellStarted e ->
                line(Sentences.cell(e.cell(), e.again().isEmpty() ? "begins" : "begins again", names)
                        + (e.again().isEmpty() ? "" : ", because " + e.again()));
            case RunEvent.CellProgress e -> progress(e);
            case RunEvent.CellJudged e -> {
                VerdictWords words = VerdictWords.of(e.result().verdict());
                String reason = Sentences.reason(e.result());
                line(Sentences.cell(e.cell(), words.label(), names) + ", " + Sentences.figures(e.result())
                        + (reason.isEmpty() ? "" : "; " + reason));
                phases.remove(e.cell().number());
            }
            case RunEvent.CellNotAttempted e -> line(notAttempted(e.cell(), e.why()));
            case RunEvent.Note e -> line(e.text());
            case RunEvent.Trouble e -> {
                line("trouble");
                out.print(ErrorText.render(e.failure(), style, ERROR_WIDTH));
            }
            case RunEvent.RunEnded e -> line("judged: exit " + e.matrix().exit() + ", " + e.matrix().exitWhy());
        }
    }

    private void progress(RunEvent.CellProgress e) {
        if (!e.phase().isEmpty() && !e.phase().equals(phases.put(e.cell(), e.phase()))) {
            line("cell " + e.cell() + " in " + e.phase() + ": " + Figures.count(e.operations(), "operation") + " so far");
        }
    }

    private String notAttempted(Cell cell, String why) {
        return Sentences.cell(cell, "is not attempted", names) + ", because " + why;
    }

    private void line(String text) {
        String clock = Figures.clock(elapsed.get());
        out.println(" ".repeat(Math.max(0, CLOCK - clock.length())) + clock + "  " + style.clean(text));
    }
}
