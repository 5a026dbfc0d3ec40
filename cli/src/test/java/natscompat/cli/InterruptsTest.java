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
import java.util.concurrent.atomic.AtomicLong;
import natscompat.model.time.Waiting;
import natscompat.qualification.LastMoments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptsTest {
    private final List<Integer> quits = new CopyOnWriteArrayList<>();
    private final List<String> stops = new CopyOnWriteArrayList<>();
    private final List<LastMoments> times = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicLong millis = new AtomicLong();
    private boolean begun = true;
    private final Interrupts interrupts = new Interrupts(
            (why, moments) -> {
                times.add(moments);
                stops.add(why);
                stopped.countDown();
                return begun;
            },
            quits::add,
            () -> TimeUnit.MILLISECONDS.toNanos(millis.get()),
            new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void theFirstCtrlCStopsAndTheSecondQuits() throws InterruptedException {
        interrupts.heard("INT");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(quits).isEmpty();
        millis.set(301);
        interrupts.heard("INT");
        assertThat(stops).containsExactly("Ctrl-C");
        assertThat(quits).containsExactly(2);
    }

    @Test
    void onePressThatComesTwiceIsOne() {
        interrupts.heard("INT");
        millis.set(299);
        interrupts.heard("INT");
        assertThat(quits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void whatIsToldTwiceIsToldOnce(String signal) throws InterruptedException {
        interrupts.heard(signal);
        millis.set(5000);
        interrupts.heard(signal);
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(quits).isEmpty();
        assertThat(stops).containsExactly("SIG" + signal);
    }

    @Test
    void aSigtermAfterCtrlCLeavesLessTimeAndQuitsNothing() {
        interrupts.heard("INT");
        awaitStops(1);
        millis.set(7500);
        interrupts.heard("TERM");
        awaitStops(2);
        assertThat(times).containsExactly(LastMoments.AT_LEISURE, LastMoments.AFTER_SIGTERM);
        assertThat(quits).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("SIGTERM: stopping", "at most 18 s");
    }

    @Test
    void afterASigtermItTakesTwoPressesToQuit() {
        interrupts.heard("TERM");
        interrupts.heard("INT");
        assertThat(quits).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("stopping already; Ctrl-C again quits");
        millis.set(301);
        interrupts.heard("INT");
        assertThat(quits).containsExactly(2);
    }

    @Test
    void whoLeavesARunThatGoesOnElsewhereIsToldHowToComeBack() throws InterruptedException {
        Interrupts afar = new Interrupts((why, moments) -> {
            stopped.countDown();
            return true;
        }, quits::add, () -> TimeUnit.MILLISECONDS.toNanos(millis.get()), new PrintStream(said, true, StandardCharsets.UTF_8),
                Optional.of("the run goes on: attach r1"));
        afar.heard("INT");
        assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("attach r1");
        millis.set(301);
        afar.heard("INT");
        assertThat(quits).containsExactly(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the run goes on: attach r1");
    }

    @Test
    void whoIsToldToGoAwayFromARunThatGoesOnElsewhereSaysHowToComeBack() {
        Interrupts afar = new Interrupts((why, moments) -> false, quits::add, () -> 0, new PrintStream(said, true,
                StandardCharsets.UTF_8), Optional.of("the run goes on: attach r1"));
        afar.heard("TERM");
        assertThat(Waiting.reached("the end", Duration.ofSeconds(5), Duration.ofMillis(5), () -> !quits.isEmpty())).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("the run goes on: attach r1");
    }

    private void awaitStops(int count) {
        Waiting.until("the stop", Duration.ofSeconds(5), Duration.ofMillis(5),
                () -> stops.size() == count ? Waiting.Look.there(true) : Waiting.Look.notYet(stops.toString()));
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
