package natscompat.report.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SamplePlan;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class PlanTextTest {
    @Test
    void aPlanIsACellALineUnderItsCost() {
        Plan plan = new SamplePlan()
                .release("v2.12.15")
                .release("main")
                .standardCells(new ReleasePair("v2.12.15", "main"))
                .leftOut("skip-a-minor / none, v2.12.15 -> main", "the profile standard does not hold it")
                .leftOut("cold-swap / none, v2.12.15 -> main", "the profile standard does not hold it")
                .leftOut("upgrade / slow-network, v2.12.15 -> main", "it needs the link proxy")
                .build();
        golden("plan-list", plan, false);
    }

    @Test
    void pairsStandUnderTheirHeadings() {
        golden("plan-pairs", SamplePlan.standard("v2.10.29", "v2.11.17", "v2.12.15"), false);
    }

    @Test
    void oneCellShowsItsStepsAndFaults() {
        golden("plan-one-cell", SamplePlan.oneCell(), false);
    }

    @Test
    void aRollThatBeginsWithTheMetaLeaderSaysSo() {
        Plan plan = new SamplePlan()
                .cell("upgrade", "none", new ReleasePair("v2.12.15", "v2.14.5"), CellRole.SUBJECT, List.of())
                .leaderFirst(1)
                .build();
        assertThat(PlanText.render(plan, true, 200, Style.plain()))
                .containsOnlyOnce("stopped by SIGTERM, the meta leader rolled first, ")
                .containsOnlyOnce("begin a roll: the server that leads the meta group comes first and is server 2 from here on");
    }

    private static void golden(String name, Plan plan, boolean full) {
        Golden.check(name, PlanText.render(plan, full, 80, Style.plain()));
    }
}
