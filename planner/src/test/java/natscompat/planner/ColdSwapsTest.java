package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Test;

/** A cold swap has the subject's faults and never a mix. */
class ColdSwapsTest {
    private static final PlanRequest REQUEST = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 5);

    private static List<Cell> subjects(PlanRequest request) {
        return new Planner(Fakes.catalog())
                .plan(request).cells().stream()
                        .filter(cell -> cell.role() == CellRole.SUBJECT)
                        .toList();
    }

    private static List<Long> draws(Cell cell) {
        return cell.steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .flatMap(step -> ((Step.Dwell) step).faults().stream())
                .map(PlannedFault::draw)
                .toList();
    }

    private static List<Step.BeginPhase> phases(Cell cell) {
        return cell.steps().stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(Step.BeginPhase.class::cast)
                .toList();
    }

    @Test
    void noPhaseIsMixedAndBothReleasesRun() {
        assertThat(subjects(REQUEST.withProfile("soak"))).allSatisfy(subject -> {
            Cell swap = ColdSwaps.of(subject, 50);
            assertThat(phases(swap)).noneMatch(phase -> phase.mix().mixed());
            assertThat(phases(swap).stream().flatMap(p -> p.mix().releases().stream()))
                    .contains("v2.12.15", "v2.14.5");
        });
    }

    @Test
    void everyFaultOfTheSubjectIsThere() {
        assertThat(subjects(REQUEST.withProfile("soak")))
                .allSatisfy(subject -> assertThat(draws(ColdSwaps.of(subject, 50))).isEqualTo(draws(subject)));
    }

    @Test
    void stepsPhasesAndFaultIdsAreNumberedAnew() {
        assertThat(subjects(REQUEST.withProfile("soak"))).allSatisfy(subject -> {
            Cell swap = ColdSwaps.of(subject, 50);
            for (int i = 0; i < swap.steps().size(); i++) {
                int number = i + 1;
                assertThat(swap.steps().get(i).number()).isEqualTo(number);
                if (swap.steps().get(i) instanceof Step.Dwell dwell) {
                    assertThat(dwell.faults()).allMatch(fault -> fault.id().startsWith(number + "."));
                }
            }
            for (int i = 0; i < phases(swap).size(); i++) {
                assertThat(phases(swap).get(i).index()).isEqualTo(i);
            }
        });
    }

    @Test
    void halfWayAndBackSwapsThereAndBack() {
        Cell subject = subjects(REQUEST.withWalks(List.of("half-way-and-back")).withMayhem(List.of("none")))
                .getFirst();

        assertThat(ColdSwaps.of(subject, 50).steps().stream().filter(Step.ColdSwap.class::isInstance)).hasSize(2);
    }

    @Test
    void whatIsKeptInMemoryIsGone() {
        Cell subject = subjects(REQUEST.withWalks(List.of("upgrade")).withStorage(Storage.MEMORY)).getFirst();

        assertThat(subject.promises()).containsEntry("acked-message-kept", Standing.KEPT);
        assertThat(ColdSwaps.of(subject, 50).promises()).containsEntry("acked-message-kept", Standing.MAY_BE_LOST);
    }

    @Test
    void aControlHasNoColdSwap() {
        Cell control = Controls.of(subjects(REQUEST).getFirst(), CellRole.CONTROL_OLD, 9);

        assertThatThrownBy(() -> ColdSwaps.of(control, 50)).isInstanceOf(IllegalArgumentException.class);
    }
}
