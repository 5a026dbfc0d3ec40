package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final List<String> ASKED = List.of("v1.0.0", "v2.0.0", "--budget", "10m");

    @Test
    void noLimitFitsEverything() {
        assertThat(Budget.starting(Duration.ZERO, ASKED).fits(Duration.ofDays(1))).isTrue();
    }

    @Test
    void aCellThatEndsAfterTheLimitDoesNotFit() {
        Budget budget = Budget.starting(Duration.ofSeconds(60), ASKED);
        assertThat(budget.fits(Duration.ofSeconds(50))).isTrue();
        assertThat(budget.fits(Duration.ofSeconds(61))).isFalse();
    }

    @Test
    void cellsSideBySideTakeTheirSumSharedOutButNeverLessThanTheLongest() {
        Budget budget = Budget.starting(Duration.ofSeconds(45), ASKED);
        List<Cell> four = List.of(cell(1), cell(2), cell(3), cell(4));
        assertThat(budget.fits(four, 4)).isTrue();
        assertThat(budget.fits(four, 2)).isFalse();
        assertThat(Budget.starting(Duration.ofSeconds(39), ASKED).fits(four, 8)).isFalse();
    }

    @Test
    void whatRunsWhenTheTimeIsOverHasHalfOfItAgainFromEightToFifteenMinutes() {
        assertThat(Budget.starting(Duration.ofSeconds(90), ASKED).grace()).isEqualTo(Duration.ofMinutes(8));
        assertThat(Budget.starting(Duration.ofMinutes(20), ASKED).grace()).isEqualTo(Duration.ofMinutes(10));
        assertThat(Budget.starting(Duration.ofHours(8), ASKED).grace()).isEqualTo(Duration.ofMinutes(15));
        assertThat(Budget.starting(Duration.ofMinutes(10), List.of("--budget=10m")).stated()).isTrue();
        assertThat(began(Duration.ofMinutes(14)).over()).isFalse();
        assertThat(began(Duration.ofMinutes(19)).over()).isTrue();
        assertThat(new Budget(System.nanoTime() - Duration.ofDays(9).toNanos(), Duration.ZERO, true).over()).isFalse();
    }

    @Test
    void aBudgetThatNobodyAskedForLeavesEveryCellTheTimeThatABrokenOneTakes() {
        assertThat(Budget.starting(Duration.ofMinutes(4), List.of("v1.0.0", "v2.0.0")).grace()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void thenTheStopSignIsRaisedAndSaysWhy() {
        StopSign stop = new StopSign();
        try (BudgetWatch _ = new BudgetWatch(began(Duration.ofMinutes(14)), stop)) {
            Waiting.pause("two looks", Duration.ofMillis(1_200));
            assertThat(stop.up()).isFalse();
        }
        try (BudgetWatch _ = new BudgetWatch(began(Duration.ofMinutes(19)), stop)) {
            assertThat(Waiting.reached("the stop sign", Duration.ofSeconds(10), Duration.ofMillis(20), stop::up)).isTrue();
        }
        assertThat(stop.why()).contains("the budget of 600 s was over for 480 s");
    }

    /** So long ago, with ten minutes to spend. */
    private static Budget began(Duration ago) {
        return new Budget(System.nanoTime() - ago.toNanos(), Duration.ofMinutes(10), true);
    }

    private static Cell cell(int number) {
        return Cells.taking(number, Duration.ofSeconds(40));
    }
}
