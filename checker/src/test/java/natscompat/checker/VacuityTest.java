package natscompat.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import natscompat.checker.index.Span;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Edits;
import natscompat.checker.story.Story;
import natscompat.checker.story.ValidCell;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.Catalog;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.release.BuiltRelease;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Evidence taken away from a cell in which everything is right: what is not proven is not green. */
class VacuityTest {
    private static final Judge JUDGE = new Judge(new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
    private static final CellEvidence VALID = ValidCell.upgrade(7);
    private static final int LEAD = 99;
    private static final Span MIXED = new Span(Story.ms(25_000), Story.ms(45_000));

    private static Verdict verdict(CellEvidence evidence) {
        return Attribution.verdict(new Rounds(
                evidence.cell(), List.of(JUDGE.judge(evidence)), List.of(), List.of(), List.of(), true));
    }

    private static void isVacuous(CellEvidence evidence, String why) {
        assertThat(verdict(evidence)).isInstanceOf(Verdict.Vacuous.class);
        assertThat(verdict(evidence).why()).contains(why);
    }

    private static CellEvidence withFaults(UnaryOperator<Event.Fault> how) {
        return Edits.changeEvents(VALID, e -> e instanceof Event.Fault f ? how.apply(f) : e);
    }

    private static Event.Fault in(FaultState state, Event.Fault f) {
        return new Event.Fault(f.at(), f.id(), f.mode(), f.fault(), state, f.role(), f.targets(), f.releases(), "why");
    }

    @Test
    void the_whole_evidence_passes_and_counts() {
        assertThat(verdict(VALID)).isInstanceOf(Verdict.Pass.class);
        Proof proof = JUDGE.judge(VALID).proof();
        assertThat(proof.served()).containsOnlyKeys(Cells.OLD, Cells.NEW);
        assertThat(proof.led()).containsEntry(Cells.OLD, 3L).containsEntry(Cells.NEW, 3L);
        assertThat(proof.directions()).containsKeys(
                Cells.OLD + " -> " + Cells.NEW, Cells.NEW + " -> " + Cells.OLD);
        assertThat(proof.operations()).containsKeys("ok", "fail", "info");
        assertThat(proof.phaseOperations()).hasSize(9).containsKey("phase 1 / kv-cas");
        assertThat(proof.faultsPlanned()).isEqualTo(1);
        assertThat(proof.faultsObserved()).isEqualTo(1);
    }

    @Test
    void a_fault_that_was_only_sent() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.Fault f && f.state() == FaultState.OBSERVED),
                "fault 6.1 (kill) was not observed");
    }

    @Test
    void a_fault_that_failed() {
        isVacuous(withFaults(f -> f.state() == FaultState.OBSERVED ? in(FaultState.FAILED, f) : f),
                "fault 6.1 (kill) was not observed: why");
    }

    @Test
    void no_trace_of_the_fault_at_all() {
        isVacuous(Edits.withoutEvents(VALID, Event.Fault.class::isInstance), "none of 1 planned faults was observed");
    }

    @Test
    void the_only_fault_was_not_due() {
        isVacuous(Edits.withoutEvents(withFaults(f -> in(FaultState.NOT_DUE, f)), e -> false),
                "none of 1 planned faults was observed");
    }

    @Test
    void the_new_release_never_led() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.Leader l && l.server().equals("n3")),
                "v2.14.5 led nothing while mixed");
    }

    @Test
    void the_old_release_never_led() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.Leader l && l.server().equals("n1")),
                "v2.12.15 led nothing while mixed");
    }

    /** An upgrade whose plan moves leaders onto the new release in the mix; how that ended is told. */
    private static CellEvidence led(String outcome) {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(5, new Step.Lead(LEAD, List.of(2), "onto " + Cells.NEW));
        String one = VALID.operations().stream()
                .filter(op -> op.kind() == OperationKind.STREAM_CREATE && op.workload().equals("add-remove-streams"))
                .findFirst()
                .orElseThrow()
                .asset();
        return Edits.with(
                Edits.with(
                        Edits.in(Cells.with(Cells.upgrade(), steps), VALID),
                        new Event.Leader(Story.ms(35_000), "stream:" + one, "n3", "", "poll")),
                new Event.StepEnded(Story.ms(26_000), LEAD, outcome));
    }

    private static CellEvidence notByTheNewOne(CellEvidence evidence, String asset) {
        return Edits.withoutEvents(
                evidence, e -> e instanceof Event.Leader l && l.server().equals("n3") && l.asset().equals(asset));
    }

    @Test
    void a_move_of_leaders_that_the_new_release_never_got() {
        CellEvidence stuck = led("not moved: meta (led by n1), stream KV_B (led by n1)");
        assertThat(verdict(stuck)).as("it led all the same").isInstanceOf(Verdict.Pass.class);
        isVacuous(notByTheNewOne(stuck, "meta"),
                "v2.14.5 did not lead the meta group while mixed as 2 x v2.12.15 + 1 x v2.14.5: step 99 not moved: meta");
        isVacuous(notByTheNewOne(stuck, "stream:KV_B"), "v2.14.5 led no stream of kv-cas while mixed");
    }

    @Test
    void a_move_of_leaders_that_was_not_to_be_expected_or_was_seen_to_happen_is_not_missed() {
        assertThat(verdict(notByTheNewOne(led("ok"), "meta"))).isInstanceOf(Verdict.Pass.class);
        assertThat(verdict(notByTheNewOne(led("not moved: stream KV_B (led by n1)"), "meta")))
                .as("what a move does not name was moved").isInstanceOf(Verdict.Pass.class);
        assertThat(verdict(notByTheNewOne(VALID, "meta"))).as("nobody planned it").isInstanceOf(Verdict.Pass.class);
        CellEvidence broken = Edits.with(led("not moved: meta (led by nobody)"),
                new Event.Liveness(Story.ms(25_500), false, "a quorum was broken on purpose"));
        assertThat(JUDGE.judge(notByTheNewOne(broken, "meta")).proof().missing())
                .noneMatch(why -> why.contains("did not lead"));
    }

    @Test
    void with_fewer_replicas_than_servers_only_the_meta_group_is_asked_for() {
        CellEvidence five = led("not moved: stream KV_B (led by n1), meta (led by n1)");
        CellEvidence sparse = Edits.in(Cells.on(five.cell(), 5), five);
        assertThat(JUDGE.judge(notByTheNewOne(sparse, "stream:KV_B")).proof().missing())
                .noneMatch(why -> why.contains("led no stream"));
        assertThat(JUDGE.judge(notByTheNewOne(sparse, "meta")).proof().missing())
                .anyMatch(why -> why.contains("did not lead the meta group"));
    }

    @Test
    void the_new_release_never_served() {
        isVacuous(notThroughTheNewOne(MIXED),
                "v2.14.5 served no operation while mixed");
    }

    @Test
    void through_the_new_release_nothing_was_written_while_its_clients_read_and_received() {
        isVacuous(Edits.change(VALID, op -> op.server().equals("n3") && MIXED.holds(op.completed())
                        && Set.of(OperationKind.PUBLISH, OperationKind.KV_UPDATE, OperationKind.STREAM_CREATE,
                                OperationKind.STREAM_DELETE).contains(op.kind())
                ? Edits.through(op, "n1")
                : op), "nothing was written through v2.14.5 while mixed");
    }

    private static CellEvidence notThroughTheNewOne(Span span) {
        return Edits.change(VALID, op -> op.server().equals("n3") && span.holds(op.completed())
                ? Edits.through(op, "n1")
                : op);
    }

    @Test
    void one_direction_is_missing() {
        isVacuous(notThroughTheNewOne(new Span(MIXED.from(), Story.ms(35_000))),
                "no operation went v2.14.5 -> v2.12.15 while mixed");
    }

    /** What another mix of the same cell shows does not help. */
    @Test
    void one_release_served_and_led_in_one_mix_but_not_in_the_other() {
        Mix one = new Mix(List.of(Cells.OLD, Cells.OLD, Cells.NEW));
        Mix two = new Mix(List.of(Cells.OLD, Cells.NEW, Cells.NEW));
        CellEvidence both = ValidCell.of(Cells.cell("upgrade", CellRole.SUBJECT, Mix.all(Cells.OLD, 3), one, two), 3);
        Span last = new Span(Story.ms(50_000), Story.ms(70_000));
        isVacuous(Edits.change(both, op -> op.server().equals("n1") && last.holds(op.completed())
                        ? Edits.through(op, "n3")
                        : op), "v2.12.15 served no operation while mixed as " + two);
        isVacuous(both, "v2.12.15 led nothing while mixed as " + two);
        assertThat(JUDGE.judge(both).proof().missing()).noneMatch(why -> why.contains("while mixed as " + one));
    }

    @Test
    void a_step_that_failed() {
        isVacuous(Edits.with(Edits.with(VALID, new Event.StepBegan(Story.ms(70_100), 8, "roll server 2")),
                new Event.StepEnded(Story.ms(70_200), 8, "failed: after 60 s: n3 is not current")),
                "step 8 (roll server 2) failed: after 60 s: n3 is not current");
    }

    @Test
    void too_few_operations_in_a_phase() {
        Span last = new Span(Story.ms(50_000), Story.ms(70_000));
        isVacuous(Edits.without(VALID, op -> op.workload().equals("kv-cas") && last.holds(op.completed())),
                "0 operations of kv-cas, at least 10 are needed");
    }

    /** A mode that breaks quorums demands liveness too, and says when it does not. */
    @Test
    void where_a_quorum_was_broken_all_the_time_nothing_has_to_succeed() {
        CellEvidence broken = Edits.with(VALID, new Event.Liveness(Story.ms(24_000), false, "5.1: everybody was killed"));
        CellEvidence silent = Edits.without(broken, op -> op.completed() >= Story.ms(50_000)
                && op.completed() <= Story.ms(70_000) && op.workload().equals("kv-cas"));
        assertThat(JUDGE.judge(silent).proof().missing()).noneMatch(why -> why.contains("are needed"));
        // In the minute after it something has to, though not so much.
        CellEvidence healed = Edits.with(silent, new Event.Liveness(Story.ms(49_000), true, "5.1: healed and healthy"));
        assertThat(JUDGE.judge(healed).proof().missing())
                .anyMatch(why -> why.contains("0 operations of kv-cas, at least 1 are needed"));
        CellEvidence read = Edits.change(broken, op -> op.server().equals("n3") && MIXED.holds(op.completed())
                        && op.kind() != OperationKind.KV_LEADER_GET && op.kind() != OperationKind.DELIVER
                ? Edits.through(op, "n1")
                : op);
        assertThat(JUDGE.judge(read).proof().missing()).noneMatch(why -> why.contains("nothing was written"));
    }

    @Test
    void a_phase_that_never_began() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.PhaseBegan p && p.index() == 2), "phase 2 (3 x v2.14.5) never began");
    }

    @Test
    void another_binary_than_planned() {
        isVacuous(Edits.changeEvents(VALID, e -> e instanceof Event.ServerStarted s && s.server().equals("n2") && s.life() == 2
                ? new Event.ServerStarted(s.at(), s.server(), s.ordinal(), s.release(), s.version(), s.commit(), "other",
                        s.serverId(), s.pid(), s.life())
                : e), "n2 started as v2.14.5 runs another binary (SHA-256 other) than was built for it");
    }

    @Test
    void the_same_binary_everywhere_that_nobody_built() {
        isVacuous(Edits.changeEvents(VALID, e -> e instanceof Event.ServerStarted s && s.release().equals(Cells.NEW)
                ? new Event.ServerStarted(s.at(), s.server(), s.ordinal(), s.release(), s.version(), s.commit(), "other",
                        s.serverId(), s.pid(), s.life())
                : e), "runs another binary (SHA-256 other) than was built for it");
    }

    @Test
    void another_version_than_was_built() {
        BuiltRelease old = Cells.built(Cells.OLD);
        isVacuous(Edits.built(VALID, List.of(old, Cells.built(Cells.NEW, "2.14.4"))),
                "v2.14.5 reports version 2.14.5, and 2.14.4 was built for it");
        isVacuous(Edits.built(VALID, List.of(old)), "releases.json does not say what was built for it");
    }

    @Test
    void nobody_knows_what_was_built() {
        isVacuous(Edits.built(VALID, List.of()), "releases.json does not say what was built for it");
    }

    @Test
    void another_version_than_named() {
        isVacuous(Edits.changeEvents(VALID, e -> e instanceof Event.ServerStarted s && s.release().equals(Cells.NEW)
                ? new Event.ServerStarted(s.at(), s.server(), s.ordinal(), s.release(), "2.14.4", s.commit(), s.sha256(),
                        s.serverId(), s.pid(), s.life())
                : e), "reports version 2.14.4");
    }

    @Test
    void two_releases_that_are_one_binary() {
        isVacuous(Edits.changeEvents(VALID, e -> e instanceof Event.ServerStarted s
                ? new Event.ServerStarted(s.at(), s.server(), s.ordinal(), s.release(), s.version(), s.commit(), "same",
                        s.serverId(), s.pid(), s.life())
                : e), "are the same binary");
    }

    @Test
    void a_server_that_was_never_rolled() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.ServerStarted s && s.server().equals("n3") && s.life() == 2),
                "server 2 ran v2.12.15 in phase 1, not v2.14.5");
    }

    @Test
    void a_final_read_is_missing() {
        isVacuous(Edits.without(VALID, op -> op.kind() == OperationKind.FINAL_READ && op.leader().equals("n2")),
                "no complete final read of S through n2");
    }

    @Test
    void nobody_told_what_it_stores() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.Replica), "no server told what it stores");
    }

    @Test
    void nobody_looked_whether_a_stream_exists() {
        isVacuous(Edits.without(VALID, op -> op.kind() == OperationKind.FINAL_EXISTS), "nobody looked whether T");
    }

    @Test
    void nobody_looked_whether_a_deleted_stream_is_gone() {
        Set<String> deleted = VALID.operations().stream()
                .filter(op -> op.kind() == OperationKind.STREAM_DELETE && op.ok())
                .map(Operation::asset)
                .collect(Collectors.toSet());
        assertThat(deleted).isNotEmpty();
        isVacuous(Edits.without(VALID, op -> op.kind() == OperationKind.FINAL_EXISTS && deleted.contains(op.asset())),
                ", which was deleted, is gone");
    }

    @Test
    void it_never_settled() {
        isVacuous(Edits.withoutEvents(VALID, e -> e instanceof Event.Settled), "never came to settling");
    }

    @Test
    void a_workload_that_could_not_go_on() {
        isVacuous(Edits.with(VALID, new Event.WorkloadFailed(Story.ms(69_000), "kv-cas", "a bug of ours")),
                "kv-cas could not go on: a bug of ours");
    }

    @Test
    void a_workload_of_which_nothing_succeeded_where_liveness_is_not_demanded() {
        List<Step> steps = new ArrayList<>();
        for (Step step : Cells.upgrade().steps()) {
            steps.add(step instanceof Step.BeginPhase p
                    ? new Step.BeginPhase(p.number(), p.index(), p.name(), p.mix(), false, 0)
                    : step);
        }
        CellEvidence quiet = Edits.changeEvents(
                Edits.in(Cells.with(Cells.upgrade(), steps), VALID),
                e -> e instanceof Event.PhaseBegan p
                        ? new Event.PhaseBegan(p.at(), p.index(), p.name(), p.mix(), false, 0)
                        : e);
        assertThat(verdict(quiet)).isInstanceOf(Verdict.Pass.class);
        isVacuous(Edits.without(quiet, op -> op.workload().equals("add-remove-streams")),
                "no operation of add-remove-streams succeeded");
    }

    @Test
    void a_control_needs_no_mix_but_its_operations_and_faults() {
        CellEvidence control = ValidCell.of(Cells.control(CellRole.CONTROL_NEW), 3);
        assertThat(verdict(control)).isInstanceOf(Verdict.Pass.class);
        assertThat(JUDGE.judge(control).proof().served()).isEmpty();
        isVacuous(Edits.withoutEvents(control, Event.Fault.class::isInstance), "none of 1 planned faults");
    }

    @Test
    void a_static_split_counts_over_all_its_time() {
        Mix split = new Mix(List.of(Cells.OLD, Cells.OLD, Cells.NEW));
        CellEvidence static1 = ValidCell.of(Cells.cell("static", CellRole.SUBJECT, split, split, split), 3);
        assertThat(verdict(static1)).isInstanceOf(Verdict.Pass.class);
    }

    /** Our own look when a phase ends is no load: it must not prove what the load did not do. */
    @Test
    void a_list_at_the_end_of_a_phase_is_no_operation_of_the_load() {
        Span last = new Span(Story.ms(50_000), Story.ms(70_000));
        isVacuous(Edits.change(VALID, op -> op.workload().equals("kv-cas") && last.holds(op.completed()) ? lastList(op) : op),
                "0 operations of kv-cas, at least 10 are needed");
    }

    private static Operation lastList(Operation op) {
        return new Operation(op.id(), op.workload(), op.client(), op.server(), OperationKind.LAST_LIST, "", "", "", 0, 0, 0, "",
                "", op.invoked(), op.completed(), op.outcome(), op.attempts(), "");
    }
}
