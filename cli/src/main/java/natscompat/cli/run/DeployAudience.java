package natscompat.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import natscompat.cli.Shell;
import natscompat.model.event.DeployEvent;
import natscompat.report.progress.JsonDeploy;
import natscompat.report.progress.PlainDeploy;
import natscompat.report.progress.TerminalDeploy;
import natscompat.report.text.ScreenSize;

/** Everybody who watches a start or a deletion: people on stderr, machines on stdout. Thread-safe. */
public final class DeployAudience implements DeployEvent.Listener, AutoCloseable {
    private final List<DeployEvent.Listener> watchers;
    private final Optional<TerminalDeploy> screen;
    private final ReentrantLock lock = new ReentrantLock();

    private DeployAudience(List<DeployEvent.Listener> watchers, Optional<TerminalDeploy> screen) {
        this.watchers = List.copyOf(watchers);
        this.screen = screen;
    }

    /**
     * Chooses the watchers.
     *
     * @param json whether stdout belongs to JSON lines
     */
    public static DeployAudience of(Shell shell, boolean json) {
        long began = System.nanoTime();
        Supplier<Duration> elapsed = () -> Duration.ofNanos(System.nanoTime() - began);
        List<DeployEvent.Listener> watchers = new ArrayList<>();
        Optional<TerminalDeploy> screen = shell.live()
                ? Optional.of(TerminalDeploy.start(
                        shell.err(), shell.errorStyle(), ScreenSize.following(shell.environment()), elapsed))
                : Optional.empty();
        screen.ifPresentOrElse(
                watchers::add, () -> watchers.add(new PlainDeploy(shell.err(), shell.errorStyle(), elapsed)));
        if (json) {
            watchers.add(new JsonDeploy(shell.out(), elapsed));
        }
        return new DeployAudience(watchers, screen);
    }

    /** One at a time: some of what is told comes from threads that wait for the API server. */
    @Override
    public void on(DeployEvent event) {
        lock.lock();
        try {
            watchers.forEach(watcher -> watcher.on(event));
        } finally {
            lock.unlock();
        }
    }

    /** Takes what moves off the screen. */
    @Override
    public void close() {
        screen.ifPresent(TerminalDeploy::close);
    }
}
