package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Edits;
import natscompat.checker.story.Story;
import natscompat.checker.story.ValidCell;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.Standing;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.OperationKind;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    private static final CellEvidence VALID = ValidCell.upgrade(11);

    private static Verdict verdict(CellEvidence evidence) {
        return Attribution.verdict(new Rounds(
                evidence.cell(), List.of(JUDGE.judge(evidence)), List.of(), List.of(), List.of(), true));
    }

    private static CellEvidence silent() {
        return Edits.without(VALID, o -> o.kind() == OperationKind.ACK
                && o.completed() > Story.ms(20_000) && o.completed() < Story.ms(51_000));
    }

    private static Event stall(long at, long millis) {
        return new Event.Stall(Story.ms(at), "runner", millis, "");
    }

    private static Event killed(boolean told) {
        return new Event.ServerEnded(Story.ms(60_000), "n1", Cells.NEW, told, 137, 1, 2, List.of());
    }

    @Test
    void a_liveness_finding_that_overlaps_a_stall_is_none_and_the_machine_was_overloaded() {
        CellEvidence stalled = Edits.with(silent(), stall(30_000, 700));
        assertThat(JUDGE.judge(stalled).findings()).isEmpty();
        assertThat(JUDGE.judge(stalled).overloadedWhy()).contains("overlaps a stall of 700 ms of runner");
        assertThat(verdict(stalled)).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict(silent())).isInstanceOf(Verdict.Suspect.class);
    }

    /** No phase ever began: what counts is the time in which the cluster was to come up. */
    @Test
    void a_cluster_that_does_not_form_on_a_machine_that_stalls_shows_nothing() {
        CellEvidence apart = Edits.with(
                Edits.withoutEvents(Edits.without(VALID, o -> true),
                        e -> e instanceof Event.PhaseBegan || e instanceof Event.PhaseEnded),
                new Event.NotFormed(Story.ms(60_000), 60_000, 6, "nobody leads"));
        assertThat(verdict(apart)).isInstanceOf(Verdict.Suspect.class);
        CellEvidence stalled = apart;
        for (int i = 1; i <= 6; i++) {
            stalled = Edits.with(stalled, stall(8_000L * i, 300));
        }
        assertThat(JUDGE.judge(stalled).overloadedWhy()).isEqualTo("stalled for 3.0 % of its time");
        assertThat(verdict(stalled)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_cell_that_was_stalled_for_more_than_2_percent_of_its_time_proves_no_liveness() {
        CellEvidence stalled = VALID;
        for (int i = 1; i <= 5; i++) {
            stalled = Edits.with(stalled, stall(10_000L * i, 400));
        }
        assertThat(JUDGE.judge(stalled).overloadedWhy()).isEqualTo("stalled for 2.9 % of its time");
        assertThat(verdict(stalled)).isInstanceOf(Verdict.Unknown.class);
        assertThat(verdict(Edits.with(VALID, stall(10_000, 400)))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void stalls_at_one_time_count_once() {
        CellEvidence stalled = VALID;
        for (int i = 1; i <= 5; i++) {
            stalled = Edits.with(stalled, stall(10_000, 400));
        }
        assertThat(JUDGE.judge(stalled).overloaded()).isFalse();
    }

    @Test
    void a_loss_is_never_excused_by_a_stall() {
        CellEvidence lost = Edits.without(VALID, o -> o.kind() == OperationKind.FINAL_READ && o.sequence() == 9
                && o.asset().equals("S"));
        CellEvidence counted = Edits.change(lost, o -> o.kind() == OperationKind.FINAL_READ && o.sequence() == 0
                && o.asset().equals("S") ? Edits.count(o, o.count() - 1) : o);
        assertThat(verdict(Edits.with(counted, stall(30_000, 5_000)))).isInstanceOf(Verdict.BrokenUnattributed.class);
    }

    @Test
    void signal_9_without_a_kill_of_ours_is_a_crash() {
        assertThat(verdict(Edits.with(VALID, killed(false)))).isInstanceOf(Verdict.Crashed.class);
        assertThat(verdict(Edits.with(VALID, killed(true)))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void signal_9_with_a_kill_of_ours_on_record_is_none() {
        CellEvidence aimed = Edits.with(Edits.with(VALID, killed(false)), new Event.Fault(Story.ms(59_900), "8.1", "m", "kill",
                FaultState.SENT, "any", List.of("n1"), List.of(Cells.NEW), ""));
        assertThat(JUDGE.judge(aimed).crashed()).isEmpty();
    }

    @Test
    void a_record_that_breaks_off_is_a_crash() {
        CellEvidence broken = Edits.withoutEvents(VALID, e -> e instanceof Event.CellEnded);
        assertThat(verdict(broken)).isInstanceOf(Verdict.Crashed.class);
    }

    @Test
    void a_crash_says_why() {
        CellEvidence crashed = Edits.with(VALID, new Event.CellEnded(Story.ms(91_000), "crashed: disk full"));
        assertThat(verdict(crashed)).isEqualTo(new Verdict.Crashed("crashed: disk full"));
    }

    @Test
    void an_interrupted_cell_is_unknown_and_not_vacuous() {
        CellEvidence told = Edits.with(
                Edits.withoutEvents(VALID, e -> e instanceof Event.Settled), new Event.Interrupted(Story.ms(70_000), "Ctrl-C"));
        assertThat(verdict(told)).isEqualTo(new Verdict.Unknown("interrupted: Ctrl-C"));
    }

    @Test
    void a_finding_carries_the_standing_of_its_promise() {
        CellEvidence waiting = Edits.in(
                Cells.with(Cells.upgrade(), Map.of("available", Standing.MAY_BE_UNAVAILABLE)), silent());
        assertThat(JUDGE.judge(waiting).findings()).singleElement().extracting(Finding::standing)
                .isEqualTo(Standing.MAY_BE_UNAVAILABLE);
        assertThat(verdict(waiting)).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void the_catalogue_says_which_faults_hold_bytes_back() {
        CellEvidence again = Edits.change(VALID, o -> o);
        var ack = again.operations().stream().filter(o -> o.kind() == OperationKind.ACK && o.ok()).findFirst().orElseThrow();
        var delivery = again.operations().stream()
                .filter(o -> o.kind() == OperationKind.DELIVER && o.sequence() == ack.sequence())
                .findFirst().orElseThrow();
        long late = ack.completed() + Story.ms(6_000);
        CellEvidence redelivered = Edits.before(again, again.operations().getLast(), Edits.at(delivery, late, late));
        for (FaultState state : List.of(FaultState.SENT, FaultState.HEALED)) {
            long at = state == FaultState.SENT ? ack.completed() : late;
            redelivered = Edits.with(redelivered, new Event.Fault(at, "9.9", "m", "cut", state, "any", List.of("n2"),
                    List.of(Cells.OLD), ""));
        }
        FaultType cut = new FaultType("cut", "", "2.9.0", Set.of("link-proxy"), Duration.ofSeconds(10), Damage.OUT);
        Catalog links = new Catalog(List.of(), List.of(), List.of(cut), List.of(), List.of());
        assertThat(JUDGE.judge(redelivered).findings()).hasSize(1);
        assertThat(new Judge(links).judge(redelivered).findings()).isEmpty();
    }

    @Test
    void judging_a_cell_of_ordinary_size_takes_well_under_a_second() {
        CellEvidence big = ValidCell.upgrade(1);
        JUDGE.judge(big);
        long began = System.nanoTime();
        JUDGE.judge(big);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }
}
