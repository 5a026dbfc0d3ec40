package natscompat.qualification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rerun;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.planner.ColdSwaps;
import natscompat.planner.Controls;
import natscompat.planner.Reruns;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cells of a plan and whatever their verdicts ask for (SEMANTICS.md 3): first every cell once; then alone what
 * the machine could not bear and what we crashed in, reds a second time, and the rounds of controls and cold swap that an
 * attribution needs.
 */
final class Trials {
    /** A second look, the rounds of the attribution, and what is made up for. */
    private static final int MOST_ROUNDS = 4;

    private final Map<Integer, Trial> trials = new TreeMap<>();
    private final int most;
    private final boolean reruns;
    private final boolean secondLookOnly;
    private final Runners runners;
    private final Budget budget;
    private final CellResults results;
    private final StopSign stop;
    private final RunEvent.Listener listener;
    private final AtomicInteger numbers;
    private final Shrinking shrinking;

    Trials(
            Plan plan,
            boolean reruns,
            boolean secondLookOnly,
            Runners runners,
            Budget budget,
            CellResults results,
            StopSign stop,
            RunEvent.Listener listener) {
        plan.cells().forEach(cell -> trials.put(cell.number(), new Trial(cell)));
        trials.values().forEach(this::shareControls);
        this.most = plan.forecast().parallel();
        this.reruns = reruns;
        this.secondLookOnly = secondLookOnly;
        this.runners = runners;
        this.budget = budget;
        this.results = results;
        this.stop = stop;
        this.listener = listener;
        shrinking = new Shrinking(runners, listener);
        numbers = new AtomicInteger(trials.keySet().stream().max(Integer::compare).orElse(0));
    }

    Collection<Trial> all() {
        return trials.values();
    }

    /** Every planned cell once. */
    void first() {
        List<Cell> cells = trials.values().stream().map(Trial::cell).toList();
        runners.run(new Runners.Batch(cells, "", most, this::begins,
                run -> ran(run, trial(run.cell())::add, most), cell -> leaveOut(cell, "it no longer fitted into the budget")));
    }

    private boolean beginsAgain(Cell cell) {
        shrinking.begins(cell);
        return budget.fits(cell.forecast());
    }

    private boolean begins(Cell cell) {
        boolean fits = budget.fits(cell.forecast());
        if (fits) {
            trial(cell).begin();
            shrinking.begins(cell);
        }
        return fits;
    }

    private void ran(CellRun run, Consumer<CellRun> taker, int crowd) {
        taker.accept(run);
        listener.on(new RunEvent.CellJudged(run.cell(), results.alone(run)));
        shrinking.after(run, crowd);
    }

    private Trial trial(Cell cell) {
        return Objects.requireNonNull(trials.get(cell.number()), "a cell that was not planned");
    }

    private void leaveOut(Cell cell, String why) {
        String reason = stop.why().orElse(why);
        trial(cell).leftOut(reason);
        listener.on(new RunEvent.CellNotAttempted(cell, reason));
    }

    /**
     * Every run of the control cells that the plan names is a control round of their subject, if they have its plan; those of
     * another walk only stand beside it in the table, and reruns make controls of its own.
     */
    private void shareControls(Trial trial) {
        for (int number : trial.cell().controls()) {
            Trial control = trials.get(number);
            if (control != null && Controls.controls(control.cell(), trial.cell())) {
                trial.beside(control);
            }
        }
    }

    /** Whatever the verdicts still ask for, in a few rounds, as long as the budget lasts. */
    void again() {
        for (int round = 0; reruns && round < MOST_ROUNDS && !stop.up(); round++) {
            Map<Integer, Consumer<CellRun>> takers = new ConcurrentHashMap<>();
            List<Cell> together = new ArrayList<>();
            boolean any = false;
            for (Trial trial : trials.values()) {
                Rerun wanted = Attribution.wantsRerun(trial.rounds(true)).orElse(null);
                if (wanted == null || trial.exhausted() || (secondLookOnly && attributes(wanted))) {
                    continue;
                }
                Map<Integer, Consumer<CellRun>> takersOfIt = new ConcurrentHashMap<>();
                List<Cell> more = cells(trial, wanted, takersOfIt);
                if (!budget.fits(concat(together, more), wanted.alone() ? 1 : runners.limit())) {
                    trial.exhaust();
                    listener.on(new RunEvent.Note("cell " + trial.cell().number()
                            + " was not run again, no budget is left (" + wanted.why() + ")"));
                    continue;
                }
                any = true;
                if (wanted.alone()) {
                    alone(more, takersOfIt, wanted);
                } else {
                    together.addAll(more);
                    takers.putAll(takersOfIt);
                }
            }
            run(together, takers, "to see whose fault it is");
            if (!any) {
                return;
            }
        }
    }

    private static boolean attributes(Rerun wanted) {
        return wanted.old() > 0 || wanted.next() > 0 || wanted.coldSwap();
    }

    private void alone(List<Cell> cells, Map<Integer, Consumer<CellRun>> takers, Rerun wanted) {
        listener.on(new RunEvent.Note(wanted.why() + ": alone once more"));
        for (Cell cell : cells) {
            run(List.of(cell), takers, wanted.why());
        }
    }

    private List<Cell> cells(Trial trial, Rerun wanted, Map<Integer, Consumer<CellRun>> takers) {
        List<Cell> cells = new ArrayList<>();
        add(cells, takers, wanted.mix(), () -> again(trial.cell(), wanted), trial::add);
        add(cells, takers, wanted.old(), () -> control(trial, CellRole.CONTROL_OLD), trial::addOld);
        add(cells, takers, wanted.next(), () -> control(trial, CellRole.CONTROL_NEW), trial::addNext);
        add(cells, takers, wanted.coldSwap() ? 1 : 0,
                () -> ColdSwaps.of(trial.cell(), numbers.incrementAndGet()), trial::coldSwap);
        return cells;
    }

    private Cell again(Cell cell, Rerun wanted) {
        int number = numbers.incrementAndGet();
        return wanted.alone() ? Reruns.alone(cell, number) : Reruns.of(cell, number);
    }

    private Cell control(Trial trial, CellRole role) {
        return Controls.of(trial.cell(), role, numbers.incrementAndGet());
    }

    private static void add(
            List<Cell> cells,
            Map<Integer, Consumer<CellRun>> takers,
            int count,
            Supplier<Cell> maker,
            Consumer<CellRun> taker) {
        for (int i = 0; i < count; i++) {
            Cell cell = maker.get();
            cells.add(cell);
            takers.put(cell.number(), taker);
        }
    }

    private void run(List<Cell> cells, Map<Integer, Consumer<CellRun>> takers, String why) {
        if (cells.isEmpty()) {
            return;
        }
        runners.run(new Runners.Batch(cells, why, cells.size(), this::beginsAgain,
                run -> {
                    Consumer<CellRun> taker = takers.get(run.cell().number());
                    if (taker != null) {
                        ran(run, taker, cells.size());
                    }
                },
                cell -> listener.on(new RunEvent.CellNotAttempted(cell, stop.why().orElse("the budget is over")))));
    }

    private static List<Cell> concat(List<Cell> some, List<Cell> more) {
        List<Cell> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
