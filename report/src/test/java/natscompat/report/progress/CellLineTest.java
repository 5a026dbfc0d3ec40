package natscompat.report.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import natscompat.model.plan.Plan;
import natscompat.report.CellNames;
import natscompat.report.testdata.SampleMatrix;
import natscompat.report.testdata.SamplePlan;
import natscompat.report.testdata.SampleRun;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellLineTest {
    private static final Plan PLAN = SamplePlan.standard("v2.10.29", "v2.11.17", "file:builds/nats-server");

    @ParameterizedTest
    @ValueSource(ints = {20, 30, 40, 60, 79, 80, 100, 132, 200, 300})
    void allCellsHaveTheSameColumnsAndFit(int width) {
        CellLine line = new CellLine(CellNames.onScreen(PLAN), width, Style.plain());
        SampleMatrix matrix = new SampleMatrix(PLAN);
        int length = line.running(PLAN.cell(1), "", "", 0, Duration.ZERO).length();
        assertThat(length).isLessThanOrEqualTo(Math.max(width, 20));
        PLAN.cells().forEach(cell -> {
            assertThat(line.running(cell, "3 x v2.10.29", "kill n0, n1, n2 and one more", 12_345_678, Duration.ofHours(30)))
                    .hasSize(length);
            assertThat(line.ended(cell, matrix.result(cell))).hasSize(length);
        });
    }

    @Test
    void aMixIsToldByOldAndNew() {
        CellLine line = new CellLine(CellNames.onScreen(SampleRun.PLAN), 100, Style.plain());
        assertThat(line.running(SampleRun.PLAN.cell(1), "2 x v2.12.15 + 1 x v2.14.5", "", 7, Duration.ZERO))
                .contains(" 2 old + 1 new ");
        assertThat(line.running(SampleRun.PLAN.cell(1), "3 x v2.14.5, restarted once more", "", 7, Duration.ZERO))
                .contains(" 3 new, resta..");
    }
}
