package natscompat.planner.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoveringTest {
    private static Cell cell(String walk, String mode, int seconds) {
        return new Cell(
                1, walk, walk, new ReleasePair("a", "b"), CellRole.SUBJECT, mode, List.of("kv-cas"),
                new Dimensions(3, 3, Storage.FILE, "any", StopStyle.SIGTERM, 20), 1, List.of(), Map.of(), List.of(),
                Optional.empty(), Duration.ofSeconds(seconds), Duration.ofSeconds(seconds));
    }

    private static Group alone(String walk, String mode) {
        return new Group(List.of(cell(walk, mode, 10)));
    }

    /** So many walks by so many modes, ten seconds each. */
    private static List<Group> product(int walks, int modes) {
        List<Group> groups = new ArrayList<>();
        for (int walk = 0; walk < walks; walk++) {
            for (int mode = 0; mode < modes; mode++) {
                groups.add(alone("walk-" + walk, "mode-" + mode));
            }
        }
        return groups;
    }

    @Test
    void everyWalkAndModeIsMetOnceBeforeOneIsMetAgain() {
        List<Group> groups = product(4, 4);

        Set<String> met = new HashSet<>();
        Covering.choose(groups, 1, Duration.ofSeconds(40)).forEach(i -> {
            met.add(groups.get(i).subject().walk());
            met.add(groups.get(i).subject().mayhem());
        });

        assertThat(met).hasSize(8);
    }

    @Test
    void allAreChosenWhenAllFit() {
        assertThat(Covering.choose(product(3, 3), 2, Duration.ofSeconds(50))).hasSize(9);
    }

    @Test
    void noneIsChosenWhenNoneFits() {
        assertThat(Covering.choose(product(2, 2), 4, Duration.ofSeconds(9))).isEmpty();
    }

    @Test
    void aGroupComesWithTheOneWhoseControlsItIsJudgedBeside() {
        Group lender = new Group(
                List.of(cell("upgrade", "none", 10), cell("upgrade", "none", 10), cell("upgrade", "none", 10)));
        List<Group> groups = List.of(alone("downgrade", "none"), lender);

        assertThat(Covering.choose(groups, 1, Duration.ofSeconds(30))).containsExactly(1);
        assertThat(Covering.choose(groups, 1, Duration.ofSeconds(40))).containsExactly(0, 1);
    }

    @Test
    void cellsArePackedLongestFirst() {
        List<Cell> cells = List.of(cell("a", "m", 10), cell("b", "m", 10), cell("c", "m", 20));

        assertThat(Packing.wall(cells, 2)).isEqualTo(Duration.ofSeconds(20));
        assertThat(Packing.wall(cells, 1)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Packing.wall(List.of(), 2)).isEqualTo(Duration.ZERO);
    }

    /** 20 alike take three rounds of 8 or of 7, and four of 6. */
    @ParameterizedTest
    @CsvSource({"20, 8, 7", "12, 8, 6", "8, 8, 8", "9, 8, 5", "376, 8, 8", "1, 8, 1", "3, 2, 2"})
    void noMoreRunSideBySideThanItsRoundsNeed(int cells, int most, int fewest) {
        List<Cell> alike = Collections.nCopies(cells, cell("a", "m", 10));
        assertThat(Packing.fewest(alike, most)).isEqualTo(fewest);
        assertThat(Packing.wall(alike, fewest)).isEqualTo(Packing.wall(alike, most));
    }

    @Test
    void fewerAreNotTakenWhereThatTakesAnyLonger() {
        assertThat(Packing.fewest(List.of(cell("a", "m", 30), cell("b", "m", 10), cell("c", "m", 10), cell("d", "m", 11)), 4))
                .isEqualTo(3);
    }
}
