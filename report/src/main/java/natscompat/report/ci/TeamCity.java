package natscompat.report.ci;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.report.text.Figures;

/**
 * TeamCity service messages, one a line, flushed. While cells run it says how far they are; tests come at the end, when
 * every verdict is final (attribution may still change one), each cell in a flow of its own. Thread-safe.
 */
public final class TeamCity implements RunEvent.Listener {
    /** Longest identity of a build problem that TeamCity takes (its documentation of {@code buildProblem}). */
    private static final int IDENTITY = 60;

    private final PrintStream out;
    private final Set<String> failOn;
    private final Optional<String> candidate;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Plan> plan = Optional.empty();
    private int running;
    private int ended;

    /**
     * Writes to a stream.
     *
     * @param out standard output: TeamCity reads it
     * @param failOn whose faults fail a test, as {@code --fail-on} has it
     * @param candidate the release in question, as {@code --candidate} has it
     */
    public TeamCity(PrintStream out, Set<String> failOn, Optional<String> candidate) {
        this.out = out;
        this.failOn = Set.copyOf(failOn);
        this.candidate = candidate;
    }

    /**
     * A command that ends without a matrix (exit 254 or 255): a build problem of the infrastructure.
     *
     * @param what a short stable word, e.g. {@code build} or {@code interrupted}
     */
    public static void infrastructure(PrintStream out, String what, String description) {
        print(out, problem("infrastructure:" + what, description));
    }

    /** A failure that ends the command (exit 254 or 255): its category names the problem. */
    public static void infrastructure(PrintStream out, Failure failure) {
        String what = switch (failure.category()) {
            case INPUT -> "input";
            case ENVIRONMENT -> "environment";
            case BUILD -> "build";
            case DEPLOY -> "deploy";
            case WORKLOAD -> "workload";
            case CHECK -> "check";
            case BUG -> "bug";
        };
        infrastructure(out, what, failure.text());
    }

    @Override
    public void on(RunEvent event) {
        lock.lock();
        try {
            take(event).forEach(message -> print(out, message));
        } finally {
            lock.unlock();
        }
    }

    private List<ServiceMessage> take(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted e -> List.of(progress("run " + e.run() + ", seed " + e.seed()));
            case RunEvent.BuildStarted e -> List.of(progress("building " + e.release()));
            case RunEvent.Planned e -> {
                plan = Optional.of(e.plan());
                yield List.of(progress("planned: " + Figures.count(e.plan().cells().size(), "cell")));
            }
            case RunEvent.CellStarted e -> {
                running++;
                yield List.of(progress(ended + " cells done, " + running + " running"));
            }
            case RunEvent.CellJudged e -> {
                running--;
                ended++;
                yield List.of(progress(ended + " cells done, " + running + " running"));
            }
            case RunEvent.RunEnded e -> plan.map(p ->
                            new TeamCityTests(e.matrix(), p, e.folder(), TestNames.of(p, candidate), failOn).messages())
                    .orElse(List.of());
            case RunEvent.Trouble e -> List.of(ServiceMessage.named("message")
                    .with("text", e.failure().text())
                    .with("status", "WARNING"));
            case RunEvent.Resolved e -> List.of();
            case RunEvent.BuildEnded e -> List.of();
            case RunEvent.CellProgress e -> List.of();
            case RunEvent.CellNotAttempted e -> List.of();
            case RunEvent.Note e -> List.of();
        };
    }

    /** A build problem; the same cause has the same identity in every run. */
    static ServiceMessage problem(String identity, String description) {
        return ServiceMessage.named("buildProblem")
                .with("description", description)
                .with("identity", identity.substring(0, Math.min(IDENTITY, identity.length())));
    }

    private static ServiceMessage progress(String text) {
        return ServiceMessage.named("progressMessage '" + ServiceMessage.escape(text) + "'");
    }

    private static void print(PrintStream out, ServiceMessage message) {
        out.print(message + "\n");
        out.flush();
    }
}
