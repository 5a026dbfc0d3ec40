package natscompat.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CellTest {
    private static Cell cell(Step... steps) {
        return new Cell(1, "slug", "upgrade", new ReleasePair("a", "b"), CellRole.SUBJECT, "none", List.of(),
                new Dimensions(3, 3, Storage.FILE, "none", StopStyle.SIGTERM, 20), 1, List.of(steps), Map.of(),
                List.of(), Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void itsReleasesAreThoseOfItsStepsOnceEachAndNoOthers() {
        Mix first = Mix.all("a", 3);
        Cell cell = cell(new Step.StartCluster(1, first), new Step.BeginPhase(2, 0, "a", first, true, 1),
                new Step.Roll(3, 2, "b", StopStyle.SIGTERM, false), new Step.ColdSwap(4, Mix.all("c", 3)), new Step.Stop(5));
        assertThat(cell.releases()).containsExactly("a", "b", "c");
        assertThat(cell(new Step.StartCluster(1, first)).releases()).as("its pair names another one").containsExactly("a");
    }
}
