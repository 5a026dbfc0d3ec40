package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;

/** A control is its subject but for the names of releases. */
class ControlsTest {
    private static List<Cell> subjects() {
        return new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 5).withProfile("soak"))
                .cells()
                .stream()
                .filter(cell -> cell.role() == CellRole.SUBJECT)
                .toList();
    }

    /** Steps as a document in which both releases have one name; names of phases count releases, so they go. */
    private static String withoutNames(Cell cell) {
        return Json.pretty(cell.steps())
                .replace("v2.12.15", "R")
                .replace("v2.14.5", "R")
                .replaceAll("\"name\" : \"[^\"]*\"", "");
    }

    @Test
    void theStepsAreEqualButForNames() {
        assertThat(subjects()).hasSizeGreaterThan(30).allSatisfy(subject -> {
            assertThat(withoutNames(Controls.of(subject, CellRole.CONTROL_OLD, 90))).isEqualTo(withoutNames(subject));
            assertThat(withoutNames(Controls.of(subject, CellRole.CONTROL_NEW, 91))).isEqualTo(withoutNames(subject));
        });
    }

    @Test
    void theOtherReleaseIsNowhereInTheSteps() {
        assertThat(subjects()).allSatisfy(subject -> {
            assertThat(Json.pretty(Controls.of(subject, CellRole.CONTROL_OLD, 90).steps())).doesNotContain("v2.14.5");
            assertThat(Json.pretty(Controls.of(subject, CellRole.CONTROL_NEW, 91).steps())).doesNotContain("v2.12.15");
        });
    }

    @Test
    void seedAndPairStayAndTheRoleIsInTheSlug() {
        Cell subject = subjects().getFirst();
        Cell control = Controls.of(subject, CellRole.CONTROL_NEW, 17);

        assertThat(control.seed()).isEqualTo(subject.seed());
        assertThat(control.pair()).isEqualTo(subject.pair());
        assertThat(control.folderName()).isEqualTo("17-upgrade-none-control-new");
        assertThat(control.controls()).isEmpty();
    }

    private static List<Cell> controls(List<Cell> cells, Cell subject) {
        return cells.stream()
                .filter(cell -> subject.controls().contains(cell.number()))
                .filter(cell -> Controls.controls(cell, subject))
                .toList();
    }

    @Test
    void thoseThatASubjectBringsHaveItsPlan() {
        List<Cell> cells = new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 5).withProfile("soak"))
                .cells();
        assertThat(cells.stream().filter(cell -> cell.role() == CellRole.SUBJECT)).hasSizeGreaterThan(30)
                .allSatisfy(subject -> assertThat(controls(cells, subject)).hasSize(2));
    }

    /** In `standard` half-way-and-back, downgrade and static stand beside the controls of upgrade. */
    @Test
    void thoseOfAnotherWalkHaveNot() {
        List<Cell> cells = new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 5).withProfile("standard"))
                .cells();
        List<Cell> subjects = cells.stream().filter(cell -> cell.role() == CellRole.SUBJECT).toList();
        assertThat(subjects).allSatisfy(subject -> {
            assertThat(subject.controls()).hasSize(2);
            assertThat(controls(cells, subject)).hasSize(subject.walk().equals("upgrade") ? 2 : 0);
        });
        assertThat(subjects).anyMatch(subject -> subject.walk().equals("half-way-and-back"));
    }

    @Test
    void aNameThatIsPartOfTheOtherIsLeftAlone() {
        Cell subject = new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.release("v2.14.1"), Fakes.release("v2.14.10")), 5))
                .cells()
                .getFirst();

        assertThat(Json.pretty(Controls.of(subject, CellRole.CONTROL_NEW, 2).steps()))
                .contains("3 x v2.14.10")
                .doesNotContain("v2.14.100");
    }

    @Test
    void aSubjectIsNoControl() {
        assertThatThrownBy(() -> Controls.of(subjects().getFirst(), CellRole.SUBJECT, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRerunIsTheSameCellAndNamesTheFirstRun() {
        Cell subject = subjects().getFirst();
        Cell second = Reruns.of(Reruns.of(subject, 40), 41);

        assertThat(second.number()).isEqualTo(41);
        assertThat(second.rerunOf()).contains(subject.number());
        assertThat(second.steps()).isEqualTo(subject.steps());
        assertThat(second.seed()).isEqualTo(subject.seed());
    }
}
