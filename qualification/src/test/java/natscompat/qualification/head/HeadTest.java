package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs under a head, over real HTTP, with made-up runners. */
class HeadTest {
    private static final Catalog CATALOG = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());

    @TempDir
    Path folder;

    private final AtomicInteger port = new AtomicInteger();
    private final List<RunEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final List<Head> heads = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void end() {
        heads.forEach(Head::close);
        // One that nobody fetches from would wait for days, and write into a folder that is deleted under it.
        threads.forEach(Thread::interrupt);
        assertThat(threads).allMatch(HeadTest::ended);
    }

    @Test
    void everyCellIsRunJudgedAndBroughtHome() throws IOException {
        MadeUpRunners runners = runners((cell, tell) -> true);
        Thread head = begin(runners);
        Matrix matrix = order(Orders.cells(5));
        assertThat(runners.ran).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(matrix.rows()).allMatch(row -> row.result().verdict() instanceof Verdict.Vacuous);
        assertThat(matrix.exit()).isEqualTo(2);
        assertThat(heard).last().isInstanceOf(RunEvent.RunEnded.class);
        assertThat(heard.stream().filter(RunEvent.CellJudged.class::isInstance)).hasSize(5);
        Path there = folder.resolve("volume/runs/20261121-120000-7");
        assertThat(Manifest.of(home())).isEqualTo(Manifest.of(there));
        assertThat(ended(head)).as("the head ends when everything is home").isTrue();
    }

    @Test
    void aCellWhoseRunnersAllDieIsCrashedAndTheOthersGoOn() {
        begin(runners((cell, tell) -> cell.number() != 2));
        Matrix matrix = order(Orders.cells(3));
        assertThat(matrix.rows()).extracting(row -> row.result().verdict().getClass().getSimpleName())
                .containsExactly("Vacuous", "Crashed", "Vacuous");
        assertThat(matrix.rows().get(1).result().verdict().toString()).contains("was killed four times");
        assertThat(matrix.exit()).isEqualTo(255);
    }

    /** Whoever fetches the folder is told why there is no matrix in it. */
    @Test
    void aMatrixThatCannotBeWrittenIsAFailureThatComesHome() {
        begin(runners((cell, tell) -> {
            try {
                Files.createDirectories(folder.resolve("volume/runs/20261121-120000-7/matrix.json.part/obstacle"));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        assertThatThrownBy(() -> order(Orders.cells(1)))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("tried: write ")
                .hasMessageContaining("matrix.json");
    }

    @Test
    void aHeadThatIsKilledGoesOnWithWhatItHad() throws IOException, InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        MadeUpRunners first = runners((cell, tell) -> {
            if (cell.number() < 3) {
                return true;
            }
            stuck.countDown();
            return false;
        });
        begin(new Holding(first));
        try (HeadClient client = client()) {
            client.order(Orders.cells(4));
        }
        stuck.await();
        waitFor(() -> first.ran.size() == 2);
        heads.removeLast().close();
        MadeUpRunners second = runners((cell, tell) -> true);
        begin(second);
        Matrix matrix = follow(true);
        // A runner notes what it ran once the head has said that it has it.
        waitFor(() -> second.ran.size() >= 2);
        assertThat(second.ran).containsExactlyInAnyOrder(3, 4);
        assertThat(second.batches).isEqualTo(first.batches);
        assertThat(matrix.complete()).isTrue();
        assertThat(heard.stream().filter(RunEvent.RunStarted.class::isInstance)).hasSize(1);
        assertThat(heard).contains(new RunEvent.Note("the head began again; cells that were brought to it are not run again"));
    }

    @Test
    void whoAttachesHearsEverythingAndStopsTheRun() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        begin(runners((cell, tell) -> {
            tell.run();
            await(go);
            return true;
        }));
        try (HeadClient client = client()) {
            client.order(Orders.cells(6));
            waitFor(() -> !client.events(0, Duration.ZERO).told().isEmpty());
            client.stop("Ctrl-C");
        }
        go.countDown();
        Matrix matrix = follow(true);
        assertThat(matrix.complete()).isFalse();
        assertThat(matrix.exit()).isEqualTo(2);
        assertThat(heard).anyMatch(RunEvent.Resolved.class::isInstance);
        assertThat(heard.stream().filter(RunEvent.CellNotAttempted.class::isInstance).map(RunEvent.CellNotAttempted.class::cast))
                .isNotEmpty()
                .allMatch(event -> event.why().equals("Ctrl-C"));
    }

    @Test
    void theOrderCannotBeChanged() {
        begin(runners((cell, tell) -> true));
        try (HeadClient client = client()) {
            client.order(Orders.cells(1));
            client.order(Orders.cells(1));
            assertThatThrownBy(() -> client.order(Orders.cells(2)))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("this head has another one");
        }
    }

    @Test
    void aHeadWhoseOrderDoesNotComeEndsForGood() {
        begin(runners((cell, tell) -> true));
        assertThat(heads.getFirst().run(Duration.ofMillis(50))).isEqualTo(Head.NO_ORDER);
    }

    @Test
    void withoutTheTokenNothingIsTold() {
        begin(runners((cell, tell) -> true));
        try (HeadClient stranger = new HeadClient(way(), new Token("some other word of one's own"), notice -> {})) {
            assertThatThrownBy(() -> stranger.order(Orders.cells(1))).hasMessageContaining("the token is not that of this run");
            assertThatThrownBy(() -> stranger.stop("why")).hasMessageContaining("the token is not that of this run");
            assertThatThrownBy(() -> stranger.events(0, Duration.ZERO)).hasMessageContaining("the token");
        }
        assertThat(new Token("some secret of this run").toString()).doesNotContain("secret");
    }

    @Test
    void theRunFolderIsNotHandedOverBeforeItIsWhole() {
        CountDownLatch go = new CountDownLatch(1);
        begin(runners((cell, tell) -> {
            await(go);
            return true;
        }));
        try (HeadClient client = client()) {
            client.order(Orders.cells(1));
            assertThatThrownBy(() -> client.parcel(".", folder.resolve("part"))).hasMessageContaining("still goes on");
            assertThatThrownBy(() -> client.done(new Manifest(List.of()))).hasMessageContaining("not fetched");
        }
        go.countDown();
    }

    /** Its jobs lose nothing: what its runners do not deliver stays with them, as with pods that hang. */
    private record Holding(MadeUpRunners runners) implements RunnerPods {
        @Override
        public Started start(String batch, int count, int sideBySide) {
            Started job = runners.start(batch, count, sideBySide);
            return new Started() {
                @Override
                public Map<Integer, String> lost() {
                    return Map.of();
                }

                @Override
                public Optional<String> obstacle() {
                    return job.obstacle();
                }

                @Override
                public void close() {
                    job.close();
                }
            };
        }
    }

    private MadeUpRunners runners(MadeUpRunners.Behaviour behaviour) {
        return new MadeUpRunners(port::get, folder, behaviour);
    }

    private Thread begin(RunnerPods pods) {
        Head head = new Head(folder.resolve("volume"), Orders.anyPort(), Orders.TOKEN, CATALOG, pods);
        heads.add(head);
        port.set(head.port());
        Thread thread = Thread.ofVirtual().name("head").uncaughtExceptionHandler((_, _) -> {}).start(head::run);
        threads.add(thread);
        return thread;
    }

    private Matrix order(Order order) {
        try (HeadClient client = client()) {
            client.order(order);
        }
        return follow(false);
    }

    private Matrix follow(boolean attached) {
        try (HeadClient client = client()) {
            return new RemoteRun(client, home(), heard::add, attached).finish();
        }
    }

    private HeadClient client() {
        return new HeadClient(way(), Orders.TOKEN, Duration.ofSeconds(20), notice -> {});
    }

    private Way way() {
        return Way.to(URI.create("http://127.0.0.1:" + port.get()));
    }

    private Path home() {
        return folder.resolve("home");
    }

    private static boolean ended(Thread thread) {
        return Waiting.reached(
                "the head to end", Duration.ofSeconds(20), Duration.ofMillis(20), () -> !thread.isAlive());
    }

    private static void waitFor(BooleanSupplier condition) {
        assertThat(Waiting.reached(
                "the run to come so far", Duration.ofSeconds(20), Duration.ofMillis(10), condition)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
