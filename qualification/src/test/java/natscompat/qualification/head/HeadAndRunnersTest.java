package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.Storage;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.planner.BurnInRequest;
import natscompat.planner.Planner;
import natscompat.qualification.RealRun;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A head and its runners as processes of their own, with real clusters on this machine. */
@Tag("real")
class HeadAndRunnersTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(100);

    @TempDir
    Path folder;

    private final List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Process> heads = new ArrayList<>();
    private Path token = Path.of("");
    private int port;

    @BeforeEach
    void aPlace() throws IOException {
        token = folder.resolve("token");
        Files.writeString(token, Orders.TOKEN.value() + "\n");
        Files.createDirectories(folder.resolve("runners"));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void end() {
        heads.forEach(Process::destroyForcibly);
        pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void twoCellsRunInProcessesOfTheirOwnAndPassAsTheyWouldHere() throws IOException {
        Matrix matrix = ordered(begin());
        assertThat(matrix.rows()).as("%s", matrix).allMatch(row -> row.result().verdict() instanceof Verdict.Pass);
        assertThat(matrix.exit()).isZero();
        assertThat(heard.stream().anyMatch(RunEvent.CellProgress.class::isInstance)).isTrue();
        assertThat(folder.resolve("home/cells")).isDirectoryRecursivelyContaining("glob:**/02-*/servers/*/nats.conf");
        assertThat(Manifest.of(folder.resolve("home"))).isEqualTo(Manifest.of(folder.resolve("volume/runs/" + Orders.RUN)));
    }

    @Test
    void aRunnerThatIsKilledIsReplacedAndNothingIsFound() throws IOException {
        Thread killer = when(RunEvent.CellProgress.class, () -> pids().stream().limit(1)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly)));
        Matrix matrix = ordered(begin());
        killer.interrupt();
        assertThat(heard).anyMatch(event -> event instanceof RunEvent.CellStarted s && s.again().endsWith("is gone"));
        assertThat(matrix.rows()).as("%s", matrix).allMatch(row -> row.result().verdict() instanceof Verdict.Pass);
    }

    @Test
    void aHeadThatIsKilledComesBackAndItsRunnersNeverKnew() throws IOException {
        Process first = begin();
        Thread killer = when(RunEvent.CellProgress.class, () -> {
            first.destroyForcibly();
            begin();
        });
        Matrix matrix = ordered(first);
        killer.interrupt();
        assertThat(matrix.rows()).as("%s", matrix).allMatch(row -> row.result().verdict() instanceof Verdict.Pass);
        assertThat(Files.readAllLines(folder.resolve("volume/head/attempts.jsonl"))).hasSize(2);
    }

    private Process begin() {
        try {
            Process head = RunnerProcesses.java(HeadProcess.class, folder.resolve("head-" + heads.size() + ".log"),
                    folder.resolve("volume").toString(), token.toString(), String.valueOf(port),
                    folder.resolve("runners").toString());
            heads.add(head);
            return head;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Matrix ordered(Process head) {
        assertThat(head.isAlive()).isTrue();
        try (HeadClient client = new HeadClient(
                Way.to(URI.create("http://127.0.0.1:" + port)), Orders.TOKEN, Duration.ofMinutes(1), this::note)) {
            client.order(Orders.of(twoCells(), releases(), false));
            return new RemoteRun(client, folder.resolve("home"), heard::add, false).finish();
        }
    }

    private void note(String text) {
        heard.add(new RunEvent.Note(text));
    }

    private Thread when(Class<? extends RunEvent> kind, Runnable action) {
        Predicate<RunEvent> wanted = kind::isInstance;
        return Thread.ofVirtual().start(() -> {
            if (Waiting.reached("the moment", LIMIT, POLL, () -> heard.stream().anyMatch(wanted))) {
                action.run();
            }
        });
    }

    /** Of all runners that were started so far. */
    private List<Long> pids() {
        try (Stream<Path> all = Files.walk(folder.resolve("runners"), 2)) {
            return all.filter(f -> f.endsWith("pid")).map(HeadAndRunnersTest::number).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<BuiltRelease> releases() {
        return List.of(TestReleases.built("v2.12.15"), TestReleases.built("v2.14.5"));
    }

    /** One mixed cluster for a few seconds, twice. */
    private static Plan twoCells() {
        Plan one = new Planner(RealRun.CATALOG).burnIn(new BurnInRequest(
                releases().stream().map(BuiltRelease::release).toList(), List.of(), List.of("kv-cas"), "none",
                Duration.ofSeconds(6), 7, 3, 3, Storage.FILE, 20, Set.of("local"), "test"));
        Cell first = one.cells().getFirst();
        Cell second = new Cell(2, first.slug(), first.walk(), first.pair(), first.role(), first.mayhem(), first.workloads(),
                first.dimensions(), first.seed(), first.steps(), first.promises(), first.controls(), first.rerunOf(),
                first.burnIn(), first.forecast());
        return new Plan(one.schema(), one.seed(), one.profile(), one.releases(), one.budget(), List.of(first, second),
                one.notPlanned(), one.forecast());
    }
}
