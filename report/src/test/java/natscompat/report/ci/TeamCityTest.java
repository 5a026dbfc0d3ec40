package natscompat.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.verdict.Verdict;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SampleMatrix;
import natscompat.report.testdata.SamplePlan;
import natscompat.report.testdata.SampleRun;
import org.junit.jupiter.api.Test;

class TeamCityTest {
    private static final Plan ONE = SamplePlan.oneCell();
    private static final Plan TWENTY = SampleRun.PLAN;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void whatIsExcusedByNameIsIgnoredAndNoBuildProblem() {
        run(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.BrokenByMix("3/3 mix, 0/3 old, 0/3 new"), SampleMatrix.lost())
                .excused(1), TestNames.FAIL_ON);
        assertThat(text())
                .contains("message='excused by name: ", "cells.excused' value='1'", "cells.red' value='0'")
                .doesNotContain("testFailed", "buildProblem");
    }

    @Test
    void aBrokenPromiseIsAFailedTestAndABuildProblemOfTheRelease() {
        run(ONE, new SampleMatrix(ONE)
                .verdict(1, new Verdict.BrokenByMix("3/3 mix, 0/3 old, 0/3 new"), SampleMatrix.lost())
                .exit(1, "broken"), TestNames.FAIL_ON);
        Golden.check("teamcity-broken", text());
    }

    @Test
    void everyLineIsOneMessageInAscii() {
        SampleRun.all().forEach(new TeamCity(out, TestNames.FAIL_ON, Optional.empty())::on);
        assertThat(text().lines()).isNotEmpty().allMatch(line -> line.matches("##teamcity\\[[ -~]*]"));
    }

    @Test
    void namesHoldNothingThatChangesFromRunToRun() {
        run(TWENTY, new SampleMatrix(TWENTY), TestNames.FAIL_ON);
        assertThat(text().lines().filter(l -> l.contains("[testStarted") || l.contains("[testSuiteStarted")))
                .noneMatch(line -> line.replaceAll("flowId='[^']*'", "").matches(".*(4711|2\\.12\\.15|[^#]#\\d).*"))
                .anyMatch(line -> line.contains("upgrade / random-hard-kill / acked-message-kept"))
                .anyMatch(line -> line.contains("'v2.12 -> v2.14'"));
    }

    @Test
    void noTestStartsTwiceInASuite() {
        run(TWENTY, new SampleMatrix(TWENTY), TestNames.FAIL_ON);
        assertThat(started()).hasSize(60).doesNotHaveDuplicates();
    }

    /** Three pairs, two of them of branches that differ at their ends only. */
    @Test
    void noTestOfTwoLongBranchesStartsTwice() {
        Plan plan = SamplePlan.standard("v2.12.15", "feature/jetstream-raft-1", "feature/jetstream-raft-2");
        run(plan, new SampleMatrix(plan), TestNames.FAIL_ON);
        assertThat(started()).hasSize(180).doesNotHaveDuplicates();
    }

    /** Tests with their suites. */
    private List<String> started() {
        String suite = "";
        List<String> tests = new ArrayList<>();
        for (String line : text().lines().toList()) {
            suite = line.contains("[testSuiteStarted") ? line.replaceAll(" flowId='[^']*'", "") : suite;
            if (line.contains("[testStarted")) {
                tests.add(suite + line.replaceAll(" flowId='[^']*'", ""));
            }
        }
        return tests;
    }

    @Test
    void whatIsNotProvenIsIgnoredAndIsTheInfrastructures() {
        run(ONE, new SampleMatrix(ONE).verdict(1, new Verdict.Vacuous("no fault was observed")), TestNames.FAIL_ON);
        assertThat(text())
                .contains("[testIgnored")
                .contains("no fault was observed")
                .contains("identity='infrastructure:vacuous'")
                .doesNotContain("testFailed");
    }

    @Test
    void aFaultOfTheOldReleaseFailsOnlyWhereItIsAskedAbout() {
        SampleMatrix matrix = new SampleMatrix(ONE).verdict(1, new Verdict.BrokenInOld("1/1 old"), SampleMatrix.lost());
        run(ONE, matrix, TestNames.FAIL_ON);
        assertThat(text()).contains("[testIgnored").doesNotContain("testFailed").contains("identity='release:");
        bytes.reset();
        run(ONE, matrix, Set.of("old"));
        assertThat(text()).contains("[testFailed");
    }

    @Test
    void onlyWhatTheVerdictRestsOnIsAProblemOfTheRelease() {
        Verdict broken = new Verdict.BrokenInNew("1/1 new");
        run(ONE, new SampleMatrix(ONE).verdict(1, broken, Map.of("acked-message-kept", broken, "available-after-healing",
                new Verdict.Suspect("1/1")), SampleMatrix.lost(), SampleMatrix.late()), TestNames.FAIL_ON);
        assertThat(text())
                .contains("identity='release:acked-message-kept'")
                .doesNotContain("release:available-after-healing");
        assertThat(text().lines().filter(line -> line.contains("[testFailed"))).hasSize(1);
    }

    @Test
    void anErrorBeforeTheMatrixIsABuildProblemNamedByItsCategory() {
        TeamCity.infrastructure(out, new Failure(Category.ENVIRONMENT, "find Go", "there is none", "Install Go."));
        assertThat(text()).contains("identity='infrastructure:environment'").contains("tried: find Go|n");
    }

    private void run(Plan plan, SampleMatrix matrix, Set<String> failOn) {
        TeamCity teamCity = new TeamCity(out, failOn, Optional.empty());
        teamCity.on(new RunEvent.Planned(plan));
        teamCity.on(new RunEvent.RunEnded(matrix.build(), Path.of("runs", "x")));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
