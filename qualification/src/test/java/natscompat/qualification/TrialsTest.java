package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Rounds;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Standing;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Proof;
import natscompat.model.verdict.Verdict;
import natscompat.model.verdict.Witness;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import org.junit.jupiter.api.Test;

/** Which runs speak about which cell, and what is run again; nothing is run for real. */
class TrialsTest {
    private static final Judgement GREEN = judgement(false, Optional.empty());
    private static final Judgement CRASHED = judgement(false, Optional.of("no disk"));
    private static final Judgement OVERLOADED = judgement(true, Optional.empty());
    private static final Judgement LATE = judgement(false, Optional.empty(), finding("settles", PromiseKind.LIVENESS));
    private static final Judgement LOSS =
            judgement(false, Optional.empty(), finding("acked-message-kept", PromiseKind.SAFETY));

    private final List<String> told = new CopyOnWriteArrayList<>();

    private static Finding finding(String promise, PromiseKind kind) {
        return new Finding(promise, promise, kind, "kv-cas", kind == PromiseKind.SAFETY, Standing.KEPT, 1, "broken: it broke",
                new Witness(1, 1, "c1", "n1", "", -1, "this came instead of that"));
    }

    private static Judgement judgement(boolean overloaded, Optional<String> crashed, Finding... findings) {
        Proof proof = new Proof(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), 1, 1, List.of());
        return new Judgement(List.of(findings), proof, overloaded, overloaded ? "stalled" : "", overloaded, crashed, Optional.empty());
    }

    /** Says what was decided for a cell, one run after the other, by its slug; else green. */
    private static final class Decided implements Runners {
        private final Map<String, Deque<Judgement>> decided = new HashMap<>();
        private final List<Cell> begun = new ArrayList<>();
        private int limit = 8;

        Decided decide(Cell cell, Judgement... runs) {
            decided.put(cell.slug(), new ArrayDeque<>(List.of(runs)));
            return this;
        }

        @Override
        public int limit() {
            return limit;
        }

        @Override
        public int shrink(int crowd) {
            limit = Math.min(limit, crowd) - 1;
            return limit;
        }

        @Override
        public void run(Batch batch) {
            begun.addAll(batch.cells());
            batch.cells().stream().filter(batch.fits()).forEach(cell -> {
                Deque<Judgement> left = decided.getOrDefault(cell.slug(), new ArrayDeque<>());
                Judgement judgement = left.isEmpty() ? GREEN : left.remove();
                CellFolder folder = new CellFolder(Path.of("cells", cell.folderName()));
                batch.ran().accept(new CellRun(cell, folder, judgement, Duration.ZERO, 0));
            });
        }

        @Override
        public void close() {
            // Nothing was begun.
        }
    }

    private static ResolvedRelease release(String name) {
        return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
    }

    private static Plan standard() {
        return new Planner(RealRun.CATALOG).plan(
                PlanRequest.of(List.of(release("v2.12.15"), release("v2.14.5")), 7).withProfile("standard"));
    }

    private Trials trials(Plan plan, Runners runners) {
        CellResults results = new CellResults(Map.of(), RealRun.CATALOG, new StopSign(), true);
        return new Trials(plan, true, false, runners, Budget.starting(Duration.ZERO, List.of()), results, new StopSign(),
                event -> {
                    if (event instanceof RunEvent.Note note) {
                        told.add(note.text());
                    }
                });
    }

    private static Trial trial(Trials trials, Cell cell) {
        return trials.all().stream().filter(t -> t.cell().number() == cell.number()).findFirst().orElseThrow();
    }

    private static Cell subject(Plan plan, String walk) {
        return plan.cells().stream().filter(c -> c.walk().equals(walk)).findFirst().orElseThrow();
    }

    private static List<Integer> counts(Rounds rounds) {
        return List.of(rounds.mix().size(), rounds.old().size(), rounds.next().size(), rounds.coldSwaps().size());
    }

    private static Verdict verdict(Trials trials, Cell cell) {
        return results().of(trial(trials, cell)).verdict();
    }

    private static CellResults results() {
        return new CellResults(Map.of(), RealRun.CATALOG, new StopSign(), true);
    }

    /** The controls of upgrade have other steps, another seed and other faults than half-way-and-back. */
    @Test
    void controls_of_another_walk_are_no_rounds_of_a_subject() {
        Plan plan = standard();
        Trials trials = trials(plan, new Decided());
        trials.first();
        Cell back = subject(plan, "half-way-and-back");
        assertThat(back.controls()).hasSize(2);
        assertThat(counts(trial(trials, back).rounds(true))).containsExactly(1, 0, 0, 0);
        assertThat(counts(trial(trials, subject(plan, "upgrade")).rounds(true))).containsExactly(1, 1, 1, 0);
    }

    @Test
    void a_red_control_of_another_walk_blames_nobody() {
        Plan plan = standard();
        Cell back = subject(plan, "half-way-and-back");
        Cell control = plan.cell(back.controls().getLast());
        Trials trials = trials(plan, new Decided().decide(back, LATE, GREEN).decide(control, LATE, LATE));
        trials.first();
        trials.again();
        assertThat(verdict(trials, back)).isInstanceOf(Verdict.Suspect.class);
        assertThat(verdict(trials, control)).isInstanceOf(Verdict.BrokenInNew.class);
    }

    @Test
    void a_red_subject_of_another_walk_gets_controls_of_its_own() {
        Plan plan = standard();
        Cell back = subject(plan, "half-way-and-back");
        Trials trials = trials(plan, new Decided().decide(back, LOSS, LOSS, LOSS));
        trials.first();
        trials.again();
        assertThat(counts(trial(trials, back).rounds(true))).containsExactly(3, 3, 3, 1);
        assertThat(verdict(trials, back)).isInstanceOf(Verdict.BrokenByMix.class);
    }

    /** A control that is red once is looked at again; what that shows speaks for its subject as well. */
    @Test
    void reruns_of_a_control_speak_for_its_subject() {
        Plan plan = standard();
        Cell upgrade = subject(plan, "upgrade");
        Cell control = plan.cell(upgrade.controls().getFirst());
        Trials trials = trials(plan, new Decided().decide(control, LATE, LATE));
        trials.first();
        trials.again();
        assertThat(counts(trial(trials, upgrade).rounds(true))).containsExactly(1, 2, 1, 0);
    }

    @Test
    void only_an_overloaded_machine_runs_fewer_cells_side_by_side() {
        Plan plan = standard();
        Decided runners = new Decided().decide(subject(plan, "upgrade"), CRASHED);
        Trials crashed = trials(plan, runners);
        crashed.first();
        crashed.again();
        assertThat(runners.limit()).isEqualTo(8);
        assertThat(told).containsExactly("no disk: alone once more");
        runners.decide(subject(plan, "upgrade"), OVERLOADED);
        Trials slow = trials(plan, runners);
        slow.first();
        slow.again();
        assertThat(runners.limit()).isEqualTo(6);
        assertThat(told).endsWith(
                "cell " + subject(plan, "upgrade").number() + ": machine overloaded: stalled: at most 6 side by side from now on",
                "machine overloaded: stalled: alone once more");
    }

    /** Nothing of ours was beside it. */
    @Test
    void what_was_overloaded_while_it_ran_alone_makes_the_packing_no_smaller() {
        Plan plan = standard();
        Decided runners = new Decided().decide(subject(plan, "upgrade"), OVERLOADED, OVERLOADED);
        Trials slow = trials(plan, runners);
        slow.first();
        slow.again();
        assertThat(runners.limit()).isEqualTo(6);
    }

    /** Alone it takes less than it did in the crowd, so that it still fits where the crowd's figure would not. */
    @Test
    void what_runs_again_alone_is_forecast_shorter_than_it_was_planned() {
        Plan plan = standard();
        Cell upgrade = subject(plan, "upgrade");
        Decided runners = new Decided().decide(upgrade, OVERLOADED);
        Trials slow = trials(plan, runners);
        slow.first();
        slow.again();
        assertThat(runners.begun.getLast().rerunOf()).contains(upgrade.number());
        assertThat(runners.begun.getLast().forecast()).isEqualTo(upgrade.forecast().minusSeconds(6));
        assertThat(runners.begun.getLast().burnIn()).isEqualTo(upgrade.burnIn());
    }

    /** The planned cells that are still to come have fewer beside them already. */
    @Test
    void the_first_run_of_the_plan_shrinks_too() {
        Plan plan = standard();
        Decided runners = new Decided().decide(subject(plan, "upgrade"), OVERLOADED);
        trials(plan, runners).first();
        assertThat(runners.limit()).isEqualTo(6);
    }

    /** Signals, full disks and the end of the grace come before another run: the page says that there was none. */
    @Test
    void a_red_of_a_run_that_was_stopped_was_not_run_again() {
        Plan plan = standard();
        Cell upgrade = subject(plan, "upgrade");
        Trials trials = trials(plan, new Decided().decide(upgrade, LATE));
        trials.first();
        StopSign stop = new StopSign();
        CellResults results = new CellResults(Map.of(), RealRun.CATALOG, stop, true);
        assertThat(results.of(trial(trials, upgrade)).verdict().why()).doesNotContain("not run again");
        stop.raise("SIGTERM");
        assertThat(results.of(trial(trials, upgrade)).verdict().why()).contains("not run again");
    }

    /** As with burn-in --keep, which Ctrl-C ends: there was no second look to miss. */
    @Test
    void where_nothing_is_ever_run_again_nothing_is_missed() {
        Plan plan = standard();
        Cell upgrade = subject(plan, "upgrade");
        Trials trials = trials(plan, new Decided().decide(upgrade, LATE));
        trials.first();
        StopSign stop = new StopSign();
        stop.raise("Ctrl-C");
        CellResults once = new CellResults(Map.of(), RealRun.CATALOG, stop, false);
        assertThat(once.of(trial(trials, upgrade)).verdict().why()).doesNotContain("not run again");
    }

    /** Run 1 did not settle, run 2 lost a message: what is shown is the loss, with the folder of run 2. */
    @Test
    void what_is_shown_is_the_run_that_the_verdict_is_about() {
        Trial trial = new Trial(Cells.taking(1, Duration.ofSeconds(1)));
        List<Judgement> runs = new ArrayList<>(List.of(LATE, LOSS));
        runs.forEach(run -> trial.add(run(trial, run)));
        assertThat(trial.shown().map(CellRun::judgement)).contains(LOSS);
        assertThat(results().of(trial).findings()).extracting(Finding::promise).containsExactly("acked-message-kept");
    }

    @Test
    void a_pass_shows_the_clean_run_and_not_what_a_crashed_one_seemed_to_find() {
        Trial trial = new Trial(Cells.taking(1, Duration.ofSeconds(1)));
        trial.add(run(trial, judgement(false, Optional.of("no disk"), finding("settles", PromiseKind.LIVENESS))));
        trial.add(run(trial, GREEN));
        assertThat(results().of(trial).verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(results().of(trial).findings()).isEmpty();
        assertThat(results().of(trial).unproven()).isEmpty();
    }

    private static CellRun run(Trial trial, Judgement judgement) {
        CellFolder folder = new CellFolder(Path.of("cells", trial.cell().folderName()));
        return new CellRun(trial.cell(), folder, judgement, Duration.ZERO, 0);
    }
}
