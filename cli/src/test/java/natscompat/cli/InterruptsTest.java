package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class InterruptsTest {
    private final List<Integer> quits = new CopyOnWriteArrayList<>();
    private final List<String> stops = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private boolean begun = true;
    private final Interrupts interrupts = new Interrupts(
            (why, moments) -> {
                stops.add(why);
                stopped.countDown();
                return begun;
            },
            quits::add,
            new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void theFirstCtrlCStopsAndTheSecondQuits() throws InterruptedException {
        interrupts.heard("INT");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(quits).isEmpty();
        interrupts.heard("INT");
        assertThat(stops).containsExactly("Ctrl-C");
        assertThat(quits).containsExactly(2);
    }

    @Test
    void whoLeavesARunThatGoesOnElsewhereIsToldHowToComeBack() throws InterruptedException {
        Interrupts afar = new Interrupts((why, moments) -> {
            stopped.countDown();
            return true;
        }, quits::add, new PrintStream(said, true, StandardCharsets.UTF_8), Optional.of("the run goes on: attach r1"));
        afar.heard("TERM");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("attach r1");
        afar.heard("TERM");
        assertThat(quits).containsExactly(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the run goes on: attach r1");
    }

    @Test
    void aSigtermSaysHowLongItWaits() throws InterruptedException {
        interrupts.heard("TERM");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stops).containsExactly("SIGTERM");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("at most 18 s");
    }

    @Test
    void whereNothingHasBegunThereIsNothingToWaitFor() {
        begun = false;
        interrupts.heard("TERM");
        assertThat(Waiting.reached("the end", Duration.ofSeconds(5), Duration.ofMillis(5), () -> !quits.isEmpty())).isTrue();
        assertThat(quits).containsExactly(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("nothing has begun");
    }
}
