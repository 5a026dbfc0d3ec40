package natscompat.workloads.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import natscompat.client.JetStreamApi;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.RunClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InvocationTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private List<Operation> written(Consumer<Invocation> use) throws IOException {
        CellFolder cell = new CellFolder(folder);
        try (HistoryWriter writer = cell.historyWriter()) {
            Invocation operation = new Recorder("w", writer, new RunClock())
                    .begin("c", "s", OperationKind.PUBLISH, "stream");
            use.accept(operation);
            operation.complete();
        }
        return cell.history();
    }

    private static void lost(Invocation operation) {
        operation.attempt(Deed.PUBLISH, LIMIT, limit -> {
            throw new IOException("no answer");
        });
    }

    private static void refused(Invocation operation, int code) {
        operation.attempt(Deed.PUBLISH, LIMIT, limit -> {
            throw new JetStreamApi.Refused("x", code, "refused");
        });
    }

    @Test
    void oneOkAttemptIsWrittenWithoutAttempts() throws IOException {
        List<Operation> written = written(o -> o.attempt(Deed.PUBLISH, LIMIT, limit -> 1));

        assertThat(written).singleElement().satisfies(o -> {
            assertThat(o.outcome()).isEqualTo(Outcome.OK);
            assertThat(o.attempts()).isEmpty();
            assertThat(o.server()).isEqualTo("s");
            assertThat(o.completed()).isGreaterThanOrEqualTo(o.invoked());
        });
    }

    @Test
    void aLostAnswerAndThenAnOkIsOk() throws IOException {
        List<Operation> written = written(o -> {
            lost(o);
            o.attempt(Deed.PUBLISH, LIMIT, limit -> 1);
        });

        assertThat(written.getFirst().outcome()).isEqualTo(Outcome.OK);
        assertThat(written.getFirst().attempts()).hasSize(2);
        assertThat(written.getFirst().error()).isEqualTo("no answer");
    }

    @Test
    void aRefusalAfterALostAnswerLeavesItOpen() throws IOException {
        List<Operation> written = written(o -> {
            lost(o);
            refused(o, 10071);
        });

        assertThat(written.getFirst().outcome()).isEqualTo(Outcome.INFO);
    }

    @Test
    void aRefusalAloneIsAFailure() throws IOException {
        assertThat(written(o -> refused(o, 10071)).getFirst().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void aReadThatFindsItMakesItOk() throws IOException {
        List<Operation> written = written(o -> {
            lost(o);
            o.resolved();
        });

        assertThat(written.getFirst().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void whatWasNeverInvokedIsNotWritten() throws IOException {
        assertThat(written(o -> {})).isEmpty();
    }

    @Test
    void aBugComesThrough() throws IOException {
        written(o -> assertThatThrownBy(() -> o.attempt(Deed.READ, LIMIT, limit -> List.of().getFirst()))
                .isInstanceOf(RuntimeException.class));
    }
}
