package natscompat.model.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DrawsTest {
    /** If this test goes red, every seed that anybody wrote down has lost its meaning. */
    @Test
    void aSeedKeepsItsMeaning() {
        Draws draws = Draws.of(4711).at("cell", 4, "fault");
        assertThat(draws.path()).isEqualTo("/cell/4/fault");
        assertThat(draws.random().nextLong()).isEqualTo(9032685763369301892L);
        assertThat(draws.between(0, 999)).isEqualTo(20);
        assertThat(draws.between(Duration.ofSeconds(3), Duration.ofSeconds(9))).isEqualTo(Duration.ofMillis(5263));
        assertThat(draws.pick(List.of("a", "b", "c", "d"))).isEqualTo("b");
        assertThat(draws.shuffled(List.of(1, 2, 3, 4, 5, 6))).hasToString("[5, 4, 3, 6, 2, 1]");
        assertThat(draws.hex(8)).isEqualTo("d88b5a7d84f75a35");
    }

    @Test
    void addingADecisionMovesNoOther() {
        Draws cell = Draws.of(1).at("cell", 1);
        long before = cell.at("b").random().nextLong();
        cell.at("a").random().nextLong();
        assertThat(cell.at("b").random().nextLong()).isEqualTo(before);
    }

    @Test
    void namesThatDifferDrawDifferently() {
        assertThat(Draws.of(1).at("cell", 1, 23).random().nextLong())
                .isNotEqualTo(Draws.of(1).at("cell", 12, 3).random().nextLong())
                .isNotEqualTo(Draws.of(2).at("cell", 1, 23).random().nextLong());
    }

    @RepeatedTest(20)
    void drawsStayInTheirBoundsAndReachThem(RepetitionInfo repetition) {
        Draws draws = Draws.of(repetition.getCurrentRepetition());
        boolean low = false;
        boolean high = false;
        for (int i = 0; i < 200; i++) {
            int number = draws.at(i).between(-1, 2);
            assertThat(number).as("seed %d", draws.seed()).isBetween(-1, 2);
            low |= number == -1;
            high |= number == 2;
            assertThat(draws.at(i).between(Duration.ofMillis(5), Duration.ofMillis(7)).toMillis()).isBetween(5L, 7L);
        }
        assertThat(low && high).as("seed %d", draws.seed()).isTrue();
        assertThat(draws.between(Duration.ofSeconds(1), Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(draws.shuffled(List.of(1, 2, 3))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(draws.happens(0)).isFalse();
        assertThat(draws.happens(1)).isTrue();
    }
}
