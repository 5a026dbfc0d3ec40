package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Matrix;

/**
 * A run under a head, as the command line sees it: follow what it tells, bring its folder home, say what it came to. May be
 * left at any moment and begun again. For one thread; {@link #elapsed} may be asked from any.
 */
public final class RemoteRun {
    /** In a run folder without a matrix: why there is none. */
    static final String FAILURE = "failure.json";

    private static final Duration NEWS = Duration.ofSeconds(1);

    private final HeadClient head;
    private final Path home;
    private final RunEvent.Listener listener;
    private final boolean fromTheBeginning;
    private volatile Optional<Instant> began = Optional.empty();
    private volatile Duration elapsed = Duration.ZERO;
    private volatile long heard = System.nanoTime();

    /**
     * Asks nothing yet.
     *
     * @param home the run folder here
     * @param fromTheBeginning whether releases and builds are told, too: who began the run has shown them already
     */
    public RemoteRun(HeadClient head, Path home, RunEvent.Listener listener, boolean fromTheBeginning) {
        this.head = head;
        this.home = home;
        this.listener = listener;
        this.fromTheBeginning = fromTheBeginning;
    }

    /**
     * Follows the run to its end and brings its folder home.
     *
     * @return the matrix, as it is on the disk here
     * @throws natscompat.model.failure.FailureException that ended the run, or when the head cannot be reached for long
     */
    public Matrix finish() {
        bringHome(() -> {});
        return outcome();
    }

    /**
     * Follows the run to its end and brings its folder home; when it comes back the head ends.
     *
     * @param whole told when everything is here and the head has not ended yet
     */
    public void bringHome(Runnable whole) {
        follow();
        new Homecoming(head, home, text -> listener.on(new RunEvent.Note(text))).fetch(whole);
    }

    /**
     * Tells what the run came to whose folder was brought home.
     *
     * @return the matrix, as it is on the disk here
     * @throws natscompat.model.failure.FailureException that ended the run
     */
    public Matrix outcome() {
        Matrix matrix = outcome(home);
        listener.on(new RunEvent.RunEnded(matrix, home));
        return matrix;
    }

    /** Time since the run began, by the head's clock, for whoever shows it. */
    public Duration elapsed() {
        return elapsed.plusNanos(System.nanoTime() - heard);
    }

    private void follow() {
        Page page = head.events(0, Duration.ZERO);
        tell(page);
        while (!page.ended()) {
            page = head.events(page.next(), NEWS);
            tell(page);
        }
    }

    private void tell(Page page) {
        for (EventLog.Told told : page.told()) {
            if (began.isEmpty()) {
                began = Optional.of(told.at());
            }
            at(told.at());
            tell(told.event());
        }
        at(page.at());
        page.now().forEach(listener::on);
    }

    private void at(Instant time) {
        elapsed = began.map(b -> Duration.between(b, time)).orElse(Duration.ZERO);
        heard = System.nanoTime();
    }

    private void tell(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted e -> listener.on(new RunEvent.RunStarted(e.run(), home, e.seed(), e.again()));
            case RunEvent.Resolved e -> ifAttached(e);
            case RunEvent.BuildStarted e -> ifAttached(e);
            case RunEvent.BuildEnded e -> ifAttached(e);
            case RunEvent.RunEnded e -> {
                // Told when the folder is here: who hears it looks into it.
            }
            case RunEvent.Planned e -> listener.on(e);
            case RunEvent.CellStarted e -> listener.on(e);
            case RunEvent.CellProgress e -> listener.on(e);
            case RunEvent.CellJudged e -> listener.on(e);
            case RunEvent.CellNotAttempted e -> listener.on(e);
            case RunEvent.Note e -> listener.on(e);
            case RunEvent.Trouble e -> listener.on(e);
        }
    }

    private void ifAttached(RunEvent event) {
        if (fromTheBeginning) {
            listener.on(event);
        }
    }

    /** Whether the folder of a run is home: it says what came of it. */
    public static boolean isHome(Path home) {
        return Files.exists(home.resolve("matrix.json")) || Files.exists(home.resolve(FAILURE));
    }

    /**
     * What a run came to whose folder is home.
     *
     * @throws natscompat.model.failure.FailureException the one that ended the run, or when there is no folder
     */
    public static Matrix outcome(Path home) {
        try {
            if (Files.exists(home.resolve(FAILURE))) {
                throw Json.read(home.resolve(FAILURE), Failure.class).asException();
            }
            return new RunFolder(home).matrix();
        } catch (IOException e) {
            throw Failure.environment("read the matrix in " + home, String.valueOf(e), "Attach to the run again.")
                    .causedBy(e);
        }
    }
}
