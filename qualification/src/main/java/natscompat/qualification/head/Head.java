package natscompat.qualification.head;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import natscompat.publish.leftover.Trees;
import natscompat.qualification.LastMoments;
import natscompat.qualification.Qualification;
import org.jspecify.annotations.Nullable;

/**
 * The head of a run, top to bottom: wait for the order, run the flow of {@link Qualification} with runners elsewhere, keep
 * the run folder until the command line has it all. Everything it knows is on its volume: killed at any moment and begun
 * again, it goes on where it was. One use.
 */
public final class Head implements AutoCloseable {
    /** The exit code of a head whose order does not come: it is not to be begun again. */
    public static final int NO_ORDER = 3;

    /** How long a head without an order waits for one: who began it was killed in between. */
    private static final Duration ORDER = Duration.ofMinutes(15);
    /** How long the run folder is kept for the command line. */
    private static final Duration KEEP = Duration.ofDays(30);
    private static final Duration POLL = Duration.ofMillis(100);
    /** The last answer is on its way when the process ends. */
    private static final Duration LAST_ANSWER = Duration.ofMillis(500);

    private final Catalog catalog;
    private final RunnerPods pods;
    private final Course course;
    private final EventLog log;
    private final Attempts attempts;
    private final Path parts;
    private final Lacks lacks;
    private final AtomicReference<@Nullable Desk> desk = new AtomicReference<>();
    private final HeadServer server;

    /**
     * Listens, and answers runners and the command line from now on.
     *
     * @param root the volume of the run
     * @param address where to listen
     * @param pods starts runners, which know the way here
     */
    public Head(Path root, InetSocketAddress address, Token token, Catalog catalog, RunnerPods pods) {
        this.catalog = catalog;
        this.pods = pods;
        try {
            course = new Course(root);
            parts = course.notes().resolve("parts");
            Trees.delete(parts);
            Files.createDirectory(parts);
            log = EventLog.open(course.notes().resolve("events.jsonl"));
            attempts = new Attempts(course.notes().resolve("attempts.jsonl"));
            lacks = new Lacks(course.notes().resolve("lacks.json"));
        } catch (IOException e) {
            throw volume(e);
        }
        Map<String, HeadServer.Answer> routes = new HashMap<>(new CommandDoor(log, course).routes());
        routes.putAll(new RunnerDoor(this::shift, course::stopped, log, parts).routes());
        server = new HeadServer(address, token, routes);
    }

    private Optional<RunnerDoor.Shift> shift() {
        Desk open = desk.get();
        return open == null ? Optional.empty() : course.order().map(order -> new RunnerDoor.Shift(order, open, lacks));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /**
     * Carries the order out and comes back when the run folder was fetched.
     *
     * @return the exit code: 0, or {@link #NO_ORDER}
     * @throws FailureException when nobody fetches what came of it
     */
    public int run() {
        return run(ORDER);
    }

    int run(Duration patience) {
        if (!Waiting.reached("the order of the run", patience, POLL, () -> course.order().isPresent())) {
            return NO_ORDER;
        }
        Order order = course.order().orElseThrow();
        try {
            if (!over(course.folder())) {
                qualify(order);
            }
            course.end(Manifest.of(course.folder()));
        } catch (IOException e) {
            throw volume(e);
        }
        awaitFetched(order);
        return 0;
    }

    private static boolean over(Path folder) {
        return Files.exists(folder.resolve("matrix.json")) || Files.exists(folder.resolve(RemoteRun.FAILURE));
    }

    private void qualify(Order order) throws IOException {
        boolean again = log.size() > 0;
        RunEvent.Listener listener = again ? this::unlessTold : log;
        if (again) {
            log.on(new RunEvent.Note("the head began again; cells that were brought to it are not run again"));
        }
        HeadSite site = new HeadSite(pods, attempts, parts, lacks, desk);
        try {
            Qualification qualification = new Qualification(order.spec(course.folder(), catalog), site, listener);
            course.onStop(why -> qualification.stop(why, LastMoments.AT_LEISURE));
            qualification.run();
            Optional<Failure> failure = qualification.failure();
            if (failure.isPresent() && !over(course.folder())) {
                // The matrix could not be written: this is all that whoever fetches the folder will find.
                fail(failure.get());
            } else {
                failure.ifPresent(what -> log.on(new RunEvent.Trouble(what)));
            }
        } catch (FailureException e) {
            fail(e.failure());
        } catch (RuntimeException e) {
            fail(new Failure(Category.BUG, "run " + order.run(), String.valueOf(e), "Report it."));
        }
    }

    /** A head that begins again does not introduce itself again, and tells no verdict twice. */
    private void unlessTold(RunEvent event) {
        boolean once = event instanceof RunEvent.RunStarted
                || event instanceof RunEvent.Resolved
                || event instanceof RunEvent.BuildStarted
                || event instanceof RunEvent.BuildEnded
                || event instanceof RunEvent.Planned
                || event instanceof RunEvent.CellJudged;
        try {
            if (!once || !log.told(event::equals)) {
                log.on(event);
            }
        } catch (IOException e) {
            throw volume(e);
        }
    }

    private void fail(Failure failure) throws IOException {
        RunFolder.continued(course.folder());
        Json.write(course.folder().resolve(RemoteRun.FAILURE), failure);
        log.on(new RunEvent.Trouble(failure));
    }

    private void awaitFetched(Order order) {
        if (!Waiting.reached("the command line to fetch " + order.run(), KEEP, POLL, course::isFetched)) {
            throw Failure.environment("hand over the run folder of " + order.run(),
                    "nobody fetched it for " + KEEP.toDays() + " days", "Its volume is kept; begin the head again.");
        }
        Waiting.pause("the last answer", LAST_ANSWER);
    }

    private static FailureException volume(IOException e) {
        return Failure.environment("use the volume of the head", String.valueOf(e), "See that it has room.").causedBy(e);
    }

    @Override
    public void close() {
        server.close();
        try {
            log.close();
        } catch (IOException e) {
            throw volume(e);
        }
    }
}
