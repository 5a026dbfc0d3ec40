package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeastOperationsTest {
    private static final List<String> WORKLOADS = List.of("a", "b");
    private static final int STEPS = 3;

    @TempDir
    Path folder;

    private HistoryWriter history;

    @BeforeEach
    void open() throws IOException {
        history = RunFolder.create(folder.resolve("run"))
                .create(Cells.taking(1, Duration.ofSeconds(30))).historyWriter();
    }

    @AfterEach
    void close() throws IOException {
        history.close();
    }

    @Test
    void aPhaseWaitsForEachWorkload() {
        assertThat(looks(true, List.of("a", "a", "b", "b"))).isEqualTo(4);
    }

    @Test
    void whatWasDoneBeforeOrFailedDoesNotCount() {
        did("a", Outcome.OK);
        did("b", Outcome.OK);
        assertThat(looks(true, List.of("a", "b", "!b", "a", "b"))).isEqualTo(5);
    }

    @Test
    void nothingIsWaitedForWhereNothingHasToSucceed() {
        assertThat(looks(false, List.of())).isZero();
    }

    @Test
    void whoIsToStopWaitsNoMore() {
        LeastOperations least = new LeastOperations(history, phase(true), WORKLOADS);
        AtomicInteger looked = new AtomicInteger();
        least.await(() -> looked.incrementAndGet() == STEPS, () -> WORKLOADS);
        assertThat(looked).hasValue(STEPS);
    }

    /** How often it looked in vain while these were done one by one between its looks. */
    private int looks(boolean liveness, List<String> done) {
        LeastOperations least = new LeastOperations(history, phase(liveness), WORKLOADS);
        AtomicInteger looked = new AtomicInteger();
        least.await(() -> false, () -> {
            int look = looked.getAndIncrement();
            if (look > 0 && look <= done.size()) {
                String name = done.get(look - 1);
                did(name.replace("!", ""), name.startsWith("!") ? Outcome.FAIL : Outcome.OK);
            }
            return WORKLOADS;
        });
        return Math.max(0, looked.get() - 1);
    }

    private void did(String workload, Outcome outcome) {
        history.record(new Operation(history.nextId(), workload, "c", "n0", OperationKind.PUBLISH, "S", "", "", 0, 0, 0, "",
                "", 0, 1, outcome, List.of(), ""));
    }

    private static Step.BeginPhase phase(boolean liveness) {
        return new Step.BeginPhase(3, 0, "a mix", Mix.all("v1.0.0", 3), liveness, 2);
    }
}
