package natscompat.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.report.testdata.SamplePlan;
import org.junit.jupiter.api.Test;

class CellNamesTest {
    private static final ReleasePair PAIR = new ReleasePair("v2.12.15", "v2.14.5");

    @Test
    void noTwoCellsOfOnePairAndRoleShareAName() {
        Plan plan = SamplePlan.standard("v2.10.29", "v2.11.17", "v2.12.15");
        CellNames names = CellNames.onScreen(plan);
        assertThat(plan.cells()).extracting(c -> c.pair() + names.title(c) + names.role(c)).doesNotHaveDuplicates();
    }

    @Test
    void anOrderOfRollsThatIsNotUsualIsPartOfTheName() {
        Plan plan = new SamplePlan()
                .cell("upgrade", "none", PAIR, CellRole.SUBJECT, List.of())
                .leaderFirst(1)
                .build();
        assertThat(plan.cells().stream().map((Cell c) -> CellNames.onScreen(plan).walk(c)))
                .containsExactly("upgrade", "upgrade leader-first");
    }

    @Test
    void twinsAreToldApartByTheirNumber() {
        Plan plan = new SamplePlan()
                .cell("upgrade", "none", PAIR, CellRole.SUBJECT, List.of())
                .cell("upgrade", "none", PAIR, CellRole.SUBJECT, List.of())
                .build();
        assertThat(plan.cells().stream().map((Cell c) -> CellNames.onScreen(plan).walk(c)))
                .containsExactly("upgrade #1", "upgrade #2");
    }
}
