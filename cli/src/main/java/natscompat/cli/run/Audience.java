package natscompat.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import natscompat.cli.Shell;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.report.ci.TeamCity;
import natscompat.report.progress.JsonProgress;
import natscompat.report.progress.PlainProgress;
import natscompat.report.progress.TerminalProgress;
import natscompat.report.text.ScreenSize;

/** Everybody who watches a run: people on stderr, machines on stdout and by files. Remembers the plan. Thread-safe. */
final class Audience implements RunEvent.Listener, AutoCloseable {
    private final List<RunEvent.Listener> watchers;
    private final JUnitFile tests;
    private final Optional<TerminalProgress> screen;
    private final AtomicReference<Optional<Plan>> plan = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Path>> folder = new AtomicReference<>(Optional.empty());

    private Audience(List<RunEvent.Listener> watchers, JUnitFile tests, Optional<TerminalProgress> screen) {
        this.watchers = List.copyOf(watchers);
        this.tests = tests;
        this.screen = screen;
    }

    /** Chooses the watchers that the display asks for; the run begins now. */
    static Audience of(Display display, Set<String> failOn, Optional<String> candidate) {
        long began = System.nanoTime();
        return of(display, failOn, candidate, () -> Duration.ofNanos(System.nanoTime() - began));
    }

    /**
     * Chooses the watchers that the display asks for.
     *
     * @param elapsed time since the run began
     */
    static Audience of(Display display, Set<String> failOn, Optional<String> candidate, Supplier<Duration> elapsed) {
        Shell shell = display.shell();
        List<RunEvent.Listener> watchers = new ArrayList<>();
        Optional<TerminalProgress> screen = shell.live()
                ? Optional.of(TerminalProgress.start(
                        shell.err(), shell.errorStyle(), ScreenSize.following(shell.environment()), elapsed))
                : Optional.empty();
        screen.ifPresentOrElse(
                watchers::add, () -> watchers.add(new PlainProgress(shell.err(), shell.errorStyle(), elapsed)));
        if (display.json()) {
            watchers.add(new JsonProgress(shell.out(), elapsed));
        }
        if (display.teamCity()) {
            watchers.add(new TeamCity(shell.out(), failOn, candidate));
        }
        JUnitFile tests = new JUnitFile(failOn, candidate);
        watchers.add(tests);
        return new Audience(watchers, tests, screen);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            plan.set(Optional.of(planned.plan()));
        }
        if (event instanceof RunEvent.RunStarted started) {
            folder.set(Optional.of(started.folder()));
        }
        watchers.forEach(watcher -> watcher.on(event));
    }

    /** The plan, once there is one. */
    Optional<Plan> plan() {
        return plan.get();
    }

    /** The run folder, once there is one. */
    Optional<Path> folder() {
        return folder.get();
    }

    /** Why a file for machines could not be written, to be told after the matrix; it changes no verdict. */
    Optional<Failure> unwritten() {
        return tests.unwritten();
    }

    /** Takes what moves off the screen. */
    @Override
    public void close() {
        screen.ifPresent(TerminalProgress::close);
    }
}
