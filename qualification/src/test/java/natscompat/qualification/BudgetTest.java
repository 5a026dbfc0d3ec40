package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import natscompat.model.plan.Cell;
import org.junit.jupiter.api.Test;

class BudgetTest {
    @Test
    void noLimitFitsEverything() {
        assertThat(Budget.starting(Duration.ZERO).fits(Duration.ofDays(1))).isTrue();
    }

    @Test
    void aCellThatEndsAfterTheLimitDoesNotFit() {
        Budget budget = Budget.starting(Duration.ofSeconds(60));
        assertThat(budget.fits(Duration.ofSeconds(50))).isTrue();
        assertThat(budget.fits(Duration.ofSeconds(61))).isFalse();
    }

    @Test
    void cellsSideBySideTakeTheirSumSharedOutButNeverLessThanTheLongest() {
        Budget budget = Budget.starting(Duration.ofSeconds(45));
        List<Cell> four = List.of(cell(1), cell(2), cell(3), cell(4));
        assertThat(budget.fits(four, 4)).isTrue();
        assertThat(budget.fits(four, 2)).isFalse();
        assertThat(Budget.starting(Duration.ofSeconds(39)).fits(four, 8)).isFalse();
    }

    private static Cell cell(int number) {
        return Cells.taking(number, Duration.ofSeconds(40));
    }
}
