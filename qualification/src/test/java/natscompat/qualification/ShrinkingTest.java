package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.checker.Judgement;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Proof;
import org.junit.jupiter.api.Test;

/** When cells that a machine could not bear make the packing smaller. */
class ShrinkingTest {
    private final List<String> told = new ArrayList<>();
    private int limit = 3;
    private final Shrinking shrinking = new Shrinking(new Runners() {
        @Override
        public int limit() {
            return limit;
        }

        @Override
        public int shrink(int crowd) {
            limit = Math.max(1, Math.min(limit, crowd) - 1);
            return limit;
        }

        @Override
        public void run(Batch batch) {
            throw new IllegalStateException("nothing is run here");
        }

        @Override
        public void close() {
            // Nothing was begun.
        }
    }, event -> told.add(((RunEvent.Note) event).text()));

    private final Cell cell = Cells.taking(1, Duration.ofSeconds(1));

    private CellRun run(boolean overloaded) {
        Proof proof = new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 1, 1, List.of());
        Judgement judgement = new Judgement(
                List.of(), proof, overloaded, overloaded ? "stalled" : "", overloaded, Optional.empty(), Optional.empty());
        return new CellRun(cell, new CellFolder(Path.of("cells", cell.folderName())), judgement, Duration.ofSeconds(1), 0);
    }

    @Test
    void one_that_was_well_changes_nothing() {
        shrinking.begins(cell);
        shrinking.after(run(false), 3);
        assertThat(limit).isEqualTo(3);
        assertThat(told).isEmpty();
    }

    @Test
    void those_that_suffered_together_count_once() {
        shrinking.begins(cell);
        shrinking.after(run(true), 3);
        shrinking.after(run(true), 3);
        assertThat(limit).isEqualTo(2);
        assertThat(told).containsExactly("cell 1: machine overloaded: stalled: at most 2 side by side from now on");
    }

    @Test
    void one_that_began_with_fewer_beside_it_counts_again_until_one_is_left() {
        for (int i = 0; i < 4; i++) {
            shrinking.begins(cell);
            shrinking.after(run(true), 3);
        }
        assertThat(limit).isEqualTo(1);
        assertThat(told).hasSize(2);
    }

    @Test
    void fewer_than_there_were_are_fewer_than_there_might_have_been() {
        shrinking.begins(cell);
        shrinking.after(run(true), 2);
        assertThat(limit).isEqualTo(1);
    }

    @Test
    void one_that_was_alone_suffered_from_none_of_ours() {
        shrinking.begins(cell);
        shrinking.after(run(true), 1);
        assertThat(limit).isEqualTo(3);
        assertThat(told).isEmpty();
    }
}
