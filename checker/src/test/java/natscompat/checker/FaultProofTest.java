package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Edits;
import natscompat.checker.story.Story;
import natscompat.checker.story.ValidCell;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import org.junit.jupiter.api.Test;

/** What has to be seen of planned faults: each mode, each mix, and an end of everything that was seen. */
class FaultProofTest {
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    private static final Mix ONE_NEW = new Mix(List.of(Cells.OLD, Cells.OLD, Cells.NEW));
    private static final Mix TWO_NEW = new Mix(List.of(Cells.OLD, Cells.NEW, Cells.NEW));

    private static List<String> missing(CellEvidence evidence) {
        return JUDGE.judge(evidence).proof().missing();
    }

    private static PlannedFault fault(String id, String mode) {
        return new PlannedFault(id, mode, "pause", Role.ANY, List.of(), Duration.ofSeconds(1), Duration.ZERO, true, 2);
    }

    /** The cell with one more fault in a dwell. */
    private static Cell with(Cell cell, int dwell, PlannedFault more) {
        return Cells.with(cell, cell.steps().stream()
                .map(step -> step instanceof Step.Dwell d && d.number() == dwell ? with(d, more) : step)
                .toList());
    }

    private static Step with(Step.Dwell dwell, PlannedFault more) {
        List<PlannedFault> faults = new ArrayList<>(dwell.faults());
        faults.add(more);
        return new Step.Dwell(dwell.number(), dwell.time(), faults);
    }

    private static CellEvidence in(CellEvidence evidence, long at, PlannedFault fault, FaultState state) {
        return Edits.with(evidence, new Event.Fault(Story.ms(at), fault.id(), fault.mode(), fault.fault(), state, "any",
                List.of("n2"), List.of(Cells.OLD), "why"));
    }

    private static CellEvidence seen(CellEvidence evidence, long at, PlannedFault fault) {
        return in(in(evidence, at, fault, FaultState.OBSERVED), at + 100, fault, FaultState.HEALED);
    }

    @Test
    void a_fault_that_was_observed_and_never_healed() {
        CellEvidence valid = ValidCell.upgrade(7);
        assertThat(missing(valid)).isEmpty();
        assertThat(missing(Edits.withoutEvents(valid, e -> e instanceof Event.Fault f && f.state() == FaultState.HEALED)))
                .containsExactly("fault 6.1 (kill) was not seen to heal");
    }

    @Test
    void one_mode_of_two_never_came() {
        PlannedFault pause = fault("6.2", "long-pause");
        CellEvidence both = ValidCell.of(with(Cells.upgrade(), 6, pause), 7);
        assertThat(missing(in(both, 31_000, pause, FaultState.NOT_DUE)))
                .containsExactly("none of 1 planned faults of long-pause was observed");
        assertThat(missing(seen(both, 35_000, pause))).isEmpty();
    }

    @Test
    void a_mode_that_came_once_need_not_come_again() {
        PlannedFault again = new PlannedFault("6.2", "random-hard-kill", "kill", Role.ANY, List.of(),
                Duration.ofSeconds(9), Duration.ZERO, true, 2);
        assertThat(missing(in(ValidCell.of(with(Cells.upgrade(), 6, again), 7), 35_000, again, FaultState.NOT_DUE))).isEmpty();
    }

    @Test
    void a_mix_in_which_nothing_came() {
        PlannedFault second = fault("8.1", "random-hard-kill");
        Cell cell = with(Cells.cell("upgrade", CellRole.SUBJECT, Mix.all(Cells.OLD, 3), ONE_NEW, TWO_NEW), 8, second);
        CellEvidence evidence = ValidCell.of(cell, 7);
        String why = "none of 1 planned faults of random-hard-kill was observed while mixed as " + TWO_NEW;
        assertThat(missing(in(evidence, 55_000, second, FaultState.NOT_DUE))).contains(why);
        assertThat(missing(seen(evidence, 55_000, second))).doesNotContain(why);
    }

    @Test
    void a_mix_in_which_one_mode_of_two_did_not_come() {
        PlannedFault first = fault("6.2", "long-pause");
        PlannedFault kill = fault("8.1", "random-hard-kill");
        PlannedFault second = fault("8.2", "long-pause");
        Cell cell = with(with(with(Cells.cell("upgrade", CellRole.SUBJECT, Mix.all(Cells.OLD, 3), ONE_NEW, TWO_NEW), 6, first),
                8, kill), 8, second);
        CellEvidence evidence = seen(seen(ValidCell.of(cell, 7), 35_000, first), 55_000, kill);
        String why = "none of 1 planned faults of long-pause was observed while mixed as " + TWO_NEW;
        assertThat(missing(in(evidence, 58_000, second, FaultState.NOT_DUE))).contains(why);
        assertThat(missing(seen(evidence, 58_000, second))).doesNotContain(why);
    }

    /** Faults before and after the mixes are there to wear the stores; the walk is proved by its mixes. */
    @Test
    void a_phase_of_one_release_in_which_nothing_came() {
        PlannedFault last = fault("8.1", "random-hard-kill");
        CellEvidence evidence = ValidCell.of(with(Cells.upgrade(), 8, last), 7);
        assertThat(missing(in(evidence, 55_000, last, FaultState.NOT_DUE))).isEmpty();
    }
}
