package natscompat.report.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import natscompat.model.event.DeployEvent;
import natscompat.model.time.Waiting;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.ScreenSize;
import natscompat.report.text.Style;
import natscompat.report.text.Wrap;

/**
 * A start or a deletion on a terminal: what is done scrolls by, and one line below says what is waited for and how long
 * already. Close it before anything else is printed. Thread-safe.
 */
public final class TerminalDeploy implements DeployEvent.Listener, AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(250);
    private final Style style;
    private final Supplier<ScreenSize> size;
    private final Supplier<Duration> elapsed;
    private final LiveBlock block;
    private final DeployLines lines = new DeployLines();
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Thread> ticker = Optional.empty();
    private boolean closed;

    /** Draws only when events come; for tests, which have a clock of their own. */
    TerminalDeploy(PrintStream out, Style style, Supplier<ScreenSize> size, Supplier<Duration> elapsed) {
        this.style = style;
        this.size = size;
        this.elapsed = elapsed;
        this.block = new LiveBlock(out);
    }

    /**
     * Begins to draw; a thread keeps the clock going until {@link #close}.
     *
     * @param out the terminal: standard error, as a rule
     * @param size its size now
     * @param elapsed time since the command began
     */
    public static TerminalDeploy start(
            PrintStream out, Style style, Supplier<ScreenSize> size, Supplier<Duration> elapsed) {
        TerminalDeploy display = new TerminalDeploy(out, style, size, elapsed);
        display.ticker = Optional.of(Thread.ofVirtual().name("progress").start(display::run));
        return display;
    }

    @Override
    public void on(DeployEvent event) {
        lock.lock();
        try {
            draw(lines.lines(event));
        } finally {
            lock.unlock();
        }
    }

    /** Takes the moving line off the screen; later events show nothing. */
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
            while (true) {
                Waiting.pause("the next frame", FRAME);
                tick();
            }
        } catch (Waiting.Interrupted e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Draws what moves by itself. */
    void tick() {
        lock.lock();
        try {
            draw(List.of());
        } finally {
            lock.unlock();
        }
    }

    private void draw(List<String> passing) {
        if (closed) {
            return;
        }
        // One column stays free: some terminals wrap when the last one is written.
        int width = Math.max(1, size.get().columns() - 1);
        List<String> done = passing.stream()
                .flatMap(line -> Wrap.wrap(style.clean(line), width, "", "  ").stream())
                .toList();
        String clock = Figures.clock(elapsed.get());
        block.draw(done, lines.waiting()
                .map(text -> List.of(style.paint(Ink.FAINT, style.cut(clock + "  " + style.clean(text), width))))
                .orElse(List.of()));
    }
}
