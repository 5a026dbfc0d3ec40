package natscompat.report.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.time.Waiting;
import natscompat.report.CellNames;
import natscompat.report.ErrorText;
import natscompat.report.VerdictWords;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.ScreenSize;
import natscompat.report.text.Style;
import natscompat.report.text.Wrap;

/**
 * A run on a terminal: a line for each build and each cell that runs, drawn again at most ten times a second; what is
 * done scrolls by as one line each. Close it before anything else is printed. Thread-safe.
 */
public final class TerminalProgress implements RunEvent.Listener, AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final Duration CLOCKS_MOVE = Duration.ofSeconds(1);
    private static final int ROWS_LEFT_FREE = 3;

    private final Style style;
    private final Supplier<ScreenSize> size;
    private final Supplier<Duration> elapsed;
    private final LiveBlock block;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Duration> builds = new LinkedHashMap<>();
    private final Map<Integer, Running> running = new TreeMap<>();
    private Optional<CellNames> names = Optional.empty();
    private Optional<Thread> ticker = Optional.empty();
    private Duration lastDrawn = Duration.ZERO;
    private int ended;
    private int again;
    private boolean changed;
    private boolean closed;
    private ScreenSize screen;

    /**
     * A running cell.
     *
     * @param seen when {@code last} came
     */
    private record Running(Cell cell, RunEvent.CellProgress last, Duration seen) {}

    /** Draws only when events come; for tests, which have a clock of their own. */
    TerminalProgress(PrintStream out, Style style, Supplier<ScreenSize> size, Supplier<Duration> elapsed) {
        this.style = style;
        this.size = size;
        this.screen = size.get();
        this.elapsed = elapsed;
        this.block = new LiveBlock(out);
    }

    /**
     * Begins to draw; a thread keeps the clocks going until {@link #close}.
     *
     * @param out the terminal: standard error, as a rule
     * @param size its size now
     * @param elapsed time since the run began
     */
    public static TerminalProgress start(
            PrintStream out, Style style, Supplier<ScreenSize> size, Supplier<Duration> elapsed) {
        TerminalProgress progress = new TerminalProgress(out, style, size, elapsed);
        progress.ticker = Optional.of(Thread.ofVirtual().name("progress").start(progress::run));
        return progress;
    }

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            if (!closed) {
                List<String> passing = take(event);
                changed = true;
                if (!passing.isEmpty() || due()) {
                    draw(passing);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Draws what has changed, and every second what moves by itself. */
    void tick() {
        // Asked outside the lock: it may start a process, and whoever emits events must not wait for that.
        ScreenSize now = size.get();
        lock.lock();
        try {
            changed |= !now.equals(screen);
            screen = now;
            boolean moving = !running.isEmpty() || !builds.isEmpty();
            boolean old = elapsed.get().minus(lastDrawn).compareTo(CLOCKS_MOVE) >= 0;
            if (!closed && ((changed && due()) || (moving && old))) {
                draw(List.of());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the moving lines off the screen and leaves the rest; later events show nothing. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                block.draw(List.of(), List.of());
            }
        } finally {
            lock.unlock();
        }
        ticker.ifPresent(Thread::interrupt);
    }

    private void run() {
        try {
            while (!closed()) {
                Waiting.pause("the next frame", FRAME);
                tick();
            }
        } catch (Waiting.Interrupted e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Changes what is known; returns the lines that scroll by. */
    private List<String> take(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted e -> List.of("run " + e.run() + ", seed " + e.seed(), "  again  " + e.again());
            case RunEvent.Resolved e -> wrapped(Sentences.resolved(e.release()));
            case RunEvent.BuildStarted e -> {
                builds.put(e.release(), elapsed.get());
                yield List.of();
            }
            case RunEvent.BuildEnded e -> {
                builds.remove(e.release().name());
                yield wrapped(Sentences.built(e.release()));
            }
            case RunEvent.Planned e -> {
                names = Optional.of(CellNames.onScreen(e.plan()));
                yield wrapped(Sentences.planned(e.plan()));
            }
            case RunEvent.CellStarted e -> {
                RunEvent.CellProgress none = new RunEvent.CellProgress(
                        e.cell().number(), Duration.ZERO, e.again().isEmpty() ? "starting" : "again", "", "", 0);
                running.put(e.cell().number(), new Running(e.cell(), none, elapsed.get()));
                again += e.cell().rerunOf().isPresent() ? 1 : 0;
                yield e.again().isEmpty() ? List.of() : wrapped("cell " + e.cell().number() + " again: " + e.again());
            }
            case RunEvent.CellProgress e -> {
                running.computeIfPresent(e.cell(), (n, r) -> new Running(r.cell, e, elapsed.get()));
                yield List.of();
            }
            case RunEvent.CellJudged e -> judged(e);
            case RunEvent.CellNotAttempted e -> {
                running.remove(e.cell().number());
                ended++;
                yield wrapped(Sentences.cell(e.cell(), "is not attempted", names) + ", because " + e.why());
            }
            case RunEvent.Note e -> wrapped(e.text());
            case RunEvent.Trouble e ->
                ErrorText.render(e.failure(), style, width()).lines().toList();
            case RunEvent.RunEnded e -> {
                running.clear();
                builds.clear();
                names = Optional.empty();
                yield List.of();
            }
        };
    }

    private List<String> judged(RunEvent.CellJudged e) {
        running.remove(e.cell().number());
        ended++;
        List<String> lines = new ArrayList<>();
        lines.add(names.map(n -> new CellLine(n, width(), style).ended(e.cell(), e.result()))
                .orElseGet(() -> Sentences.cell(e.cell(), VerdictWords.of(e.result().verdict()).label(), names)));
        String reason = Sentences.reason(e.result());
        if (!reason.isEmpty()) {
            lines.addAll(Wrap.wrap(style.clean(reason), width(), "      ", "      "));
        }
        return lines;
    }

    private List<String> wrapped(String text) {
        return Wrap.wrap(style.clean(text), width(), "", "  ");
    }

    private boolean due() {
        return elapsed.get().minus(lastDrawn).compareTo(FRAME) >= 0;
    }

    private void draw(List<String> passing) {
        List<String> lines = new ArrayList<>();
        builds.forEach((name, since) -> lines.add(style.cut(
                "building " + style.clean(name) + " " + Figures.clock(elapsed.get().minus(since)), width())));
        names.ifPresent(n -> {
            CellLine line = new CellLine(n, width(), style);
            running.values().forEach(r -> lines.add(line.running(r.cell, phase(r.last), r.last.openFaults(),
                    r.last.operations(), r.last.elapsed().plus(elapsed.get().minus(r.seen)))));
        });
        int most = Math.max(1, screen.rows() - ROWS_LEFT_FREE);
        List<String> shown = new ArrayList<>(lines.subList(0, Math.min(most, lines.size())));
        if (shown.size() < lines.size()) {
            shown.add(style.cut("and " + (lines.size() - shown.size()) + " more", width()));
        }
        names.map(CellNames::plan).ifPresent(plan -> shown.add(summary(plan)));
        block.draw(passing, shown);
        lastDrawn = elapsed.get();
        changed = false;
    }

    private static String phase(RunEvent.CellProgress progress) {
        return progress.phase().isEmpty() ? progress.step().split(":", 2)[0] : progress.phase();
    }

    private String summary(Plan plan) {
        long all = (long) plan.cells().size() + again;
        String text = Figures.count(ended) + " of " + Figures.count(all, "cell") + " done, " + running.size()
                + " running, " + Figures.clock(elapsed.get());
        return style.paint(Ink.FAINT, style.cut(text, width()));
    }

    /** One column stays free: some terminals wrap when the last one is written. */
    private int width() {
        return Math.max(1, screen.columns() - 1);
    }
}
