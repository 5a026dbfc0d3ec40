package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.plan.Cell;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackingTest {
    private final StopSign stop = new StopSign();
    private final List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> leftOut = new ArrayList<>();

    @Test
    void theLongestCellBeginsFirst() {
        run(new Packing(1, () -> 0, () -> 0, stop), cell(1, 10), cell(2, 30), cell(3, 20));
        assertThat(begun).containsExactly(2, 3, 1);
    }

    @ParameterizedTest
    @CsvSource({"2, 9", "9, 2"})
    void neverMoreCellsSideBySideThanTheLimitOrThePlanHas(int limit, int planned) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Cell> cells = List.of(cell(1, 1), cell(2, 1), cell(3, 1), cell(4, 1));
        new Packing(limit, () -> 0, () -> 0, stop).runAll(cells, planned, c -> true, c -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Waiting.pause("the cell", Duration.ofMillis(600));
            now.decrementAndGet();
        }, c -> {});
        assertThat(most).hasValue(2);
    }

    @Test
    void aCellThatDoesNotFitIsLeftOut() {
        new Packing(4, () -> 0, () -> 0, stop).runAll(List.of(cell(1, 10), cell(2, 30)), 9, c -> c.number() == 1,
                c -> begun.add(c.number()), c -> leftOut.add(c.number()));
        assertThat(begun).containsExactly(1);
        assertThat(leftOut).containsExactly(2);
    }

    @Test
    void afterTheStopSignNothingBegins() {
        stop.raise("Ctrl-C");
        run(new Packing(4, () -> 0, () -> 0, stop), cell(1, 10), cell(2, 30));
        assertThat(begun).isEmpty();
        assertThat(leftOut).containsExactly(2, 1);
    }

    @Test
    void theNextCellWaitsForRoomOnTheProcessorsButNotForEver() {
        AtomicInteger asked = new AtomicInteger();
        Packing packing = new Packing(4, () -> 0, () -> asked.incrementAndGet() < 4 ? 0.99 : 0.5, stop);
        packing.runAll(List.of(cell(1, 1), cell(2, 1)), 9, c -> true,
                c -> Waiting.pause("the cell", Duration.ofMillis(1_500)), c -> {});
        assertThat(asked).as("asked until there was room").hasValue(4);
        long began = System.nanoTime();
        new Packing(4, () -> 0, () -> 1, stop).runAll(List.of(cell(1, 1), cell(2, 1)), 9, c -> true, c -> {
            begun.add(c.number());
            Waiting.pause("the cell", Duration.ofMillis(1_500));
        }, c -> {});
        assertThat(begun).hasSize(2);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void packingShrinksByOneButNotBelowOne() {
        Packing packing = new Packing(2, () -> 0, () -> 0, stop);
        assertThat(List.of(packing.shrink(2), packing.shrink(2))).containsExactly(1, 1);
        assertThat(new Packing(8, () -> 0, () -> 0, stop).shrink(7)).isEqualTo(6);
    }

    private void run(Packing packing, Cell... cells) {
        packing.runAll(List.of(cells), 9, c -> true, c -> begun.add(c.number()), c -> leftOut.add(c.number()));
    }

    private static Cell cell(int number, int seconds) {
        return Cells.taking(number, Duration.ofSeconds(seconds));
    }
}
