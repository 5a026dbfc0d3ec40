package natscompat.report.plan;

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

    private static void golden(String name, Plan plan, boolean full) {
        Golden.check(name, PlanText.render(plan, full, 80, Style.plain()));
    }
}
