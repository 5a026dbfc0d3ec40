package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.publish.leftover.Trees;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a batch of reruns when the head begins again and has to go through the batch before first. */
class RestartInRerunsTest {
    private static final Catalog CATALOG = new Catalog(List.of(), List.of(), List.of(), List.of(), List.of());
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final AtomicInteger port = new AtomicInteger();
    private final List<Head> heads = new ArrayList<>();
    private final List<RunEvent> heard = new ArrayList<>();

    @AfterEach
    void end() {
        heads.forEach(Head::close);
    }

    @Test
    void theRunnersOfTheRerunsWaitUntilTheHeadHasComeToThem() throws IOException {
        CompletableFuture<String> reruns = new CompletableFuture<>();
        begin(new Jobs(runners(), (batch, job) -> {
            reruns.complete(batch);
            return new Silent();
        }));
        try (HeadClient client = client()) {
            client.order(Orders.rerunning(2));
        }
        String batch = reruns.join();
        assertThat(claim(batch).flatMap(work -> work.cell().rerunOf())).contains(1);
        heads.removeLast().close();
        // Its folder is not there: the head has to run the first batch once more before it comes to the reruns.
        Trees.delete(cellTwo());

        CompletableFuture<Boolean> came = new CompletableFuture<>();
        MadeUpRunners second = runners();
        begin(new Jobs((name, count, sideBySide) -> {
            Thread.ofVirtual().start(() -> came.complete(second.run(batch, 0)));
            assertThat(late(3)).as("the attempt of before is told to give up").isFalse();
            assertThat(Waiting.reached("an answer", Duration.ofSeconds(1), Duration.ofMillis(20), came::isDone)).isFalse();
            return second.start(name, count, sideBySide);
        }, (name, job) -> new Silent()));
        Matrix matrix = follow();
        assertThat(came).isCompletedWithValue(true);
        assertThat(second.ran).containsExactlyInAnyOrder(2, 3);
        assertThat(matrix.complete()).isTrue();
        assertThat(heard.stream().filter(e -> e instanceof RunEvent.CellJudged j && j.cell().number() == 1))
                .as("told once, though judged twice").hasSize(1);
    }

    @Test
    void whatACrashedCellLackedIsWhatTheRunFailsFor() {
        begin(lacking(1));
        Matrix matrix = ordered(2);
        assertThat(matrix.exit()).isEqualTo(254);
        assertThat(matrix.exitWhy()).contains("no room on any node");
        assertThat(heard).anyMatch(e -> e instanceof RunEvent.Trouble t && t.failure().text().contains("no room on any node"));
    }

    @Test
    void aCellThatCrashedForSomethingElseIsNotExcused() {
        begin(lacking(2));
        assertThat(ordered(2).exit()).isEqualTo(255);
    }

    /** Cell 1 crashes; that cell lacked something. */
    private RunnerPods lacking(int cell) {
        MadeUpRunners runners = runners();
        return (batch, count, sideBySide) -> {
            try (RunnerClient client = new RunnerClient(way(), Orders.TOKEN, notice -> {})) {
                client.lacks(cell, Failure.environment("start nats-0", "no room on any node", "Add one.").failure());
            }
            return runners.start(batch, count, sideBySide);
        };
    }

    private Matrix ordered(int cells) {
        try (HeadClient client = client()) {
            client.order(Orders.cells(cells));
        }
        return follow();
    }

    /** The first batch by one way, every other batch by another. */
    private record Jobs(RunnerPods first, Others others) implements RunnerPods {
        @FunctionalInterface
        interface Others {
            Started start(String batch, int count);
        }

        @Override
        public Started start(String batch, int count, int sideBySide) {
            return batch.contains(Orders.RUN + "-0-")
                    ? first.start(batch, count, sideBySide)
                    : others.start(batch, count);
        }
    }

    /** A job whose runners are there already, or do nothing. */
    private static final class Silent implements RunnerPods.Started {
        @Override
        public Map<Integer, String> lost() {
            return Map.of();
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private MadeUpRunners runners() {
        return new MadeUpRunners(port::get, folder, (cell, tell) -> true,
                cell -> cell.number() == 1 ? "crashed: made up" : "completed");
    }

    private Optional<Work> claim(String batch) {
        try (RunnerClient client = new RunnerClient(way(), Orders.TOKEN, notice -> {})) {
            return client.claim(new Claim(batch, 0, "pod-a"));
        }
    }

    private boolean late(int cell) {
        try (RunnerClient client = new RunnerClient(way(), Orders.TOKEN, notice -> {})) {
            return client.pulse(new Pulse(cell, 1, List.of())).late();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path cellTwo() {
        Path cells = folder.resolve("volume/runs/" + Orders.RUN + "/cells");
        try (Stream<Path> all = Files.walk(cells, 3)) {
            return all.filter(path -> path.getFileName().toString().startsWith("02-")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void begin(RunnerPods pods) {
        Head head = new Head(folder.resolve("volume"), Orders.anyPort(), Orders.TOKEN, CATALOG, pods);
        heads.add(head);
        port.set(head.port());
        Thread.ofVirtual().name("head").start(head::run);
    }

    private Matrix follow() {
        try (HeadClient client = client()) {
            return new RemoteRun(client, folder.resolve("home"), heard::add, true).finish();
        }
    }

    private HeadClient client() {
        return new HeadClient(way(), Orders.TOKEN, LIMIT, notice -> {});
    }

    private Way way() {
        return Way.to(URI.create("http://127.0.0.1:" + port.get()));
    }
}
