package natscompat.qualification;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import natscompat.checker.Attribution;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.planner.ColdSwaps;
import natscompat.planner.Controls;
import natscompat.planner.Reruns;

/**
 * Runs the cells of a plan and whatever their reds ask for (SEMANTICS.md 3): first every cell once; then alone what the
 * machine could not bear; then two more rounds of each red cell and of both its controls; then, where the mix alone is
 * red, the cold swap.
 */
final class Trials {
    private static final int MORE_ROUNDS = 2;

    private final Map<Integer, Trial> trials = new TreeMap<>();
    private final QualificationSpec spec;
    private final CellRuns runs;
    private final Packing packing;
    private final Budget budget;
    private final StopSign stop;
    private final RunEvent.Listener listener;
    private final AtomicInteger numbers;

    Trials(
            Plan plan,
            QualificationSpec spec,
            CellRuns runs,
            Packing packing,
            Budget budget,
            StopSign stop,
            RunEvent.Listener listener) {
        plan.cells().forEach(cell -> trials.put(cell.number(), new Trial(cell)));
        this.spec = spec;
        this.runs = runs;
        this.packing = packing;
        this.budget = budget;
        this.stop = stop;
        this.listener = listener;
        numbers = new AtomicInteger(trials.keySet().stream().max(Integer::compare).orElse(0));
    }

    Collection<Trial> all() {
        return trials.values();
    }

    /** Every planned cell once. */
    void first() {
        List<Cell> cells = trials.values().stream().map(Trial::cell).toList();
        packing.runAll(cells, cell -> budget.fits(cell.forecast()), cell -> trial(cell).add(runs.run(cell, "")),
                cell -> leaveOut(cell, "it no longer fitted into the budget"));
        trials.values().forEach(this::shareControls);
    }

    private Trial trial(Cell cell) {
        return trials.get(cell.number());
    }

    private void leaveOut(Cell cell, String why) {
        String reason = stop.why().orElse(why);
        trial(cell).leftOut(reason);
        listener.on(new RunEvent.CellNotAttempted(cell, reason));
    }

    /** A subject's first control rounds are the control cells that the plan names. */
    private void shareControls(Trial trial) {
        for (int number : trial.cell().controls()) {
            Trial control = trials.get(number);
            if (control != null) {
                control.latest().ifPresent(run -> {
                    if (run.cell().role() == CellRole.CONTROL_OLD) {
                        trial.addOld(run);
                    } else {
                        trial.addNext(run);
                    }
                });
            }
        }
    }

    /** What the machine could not bear runs again, alone, and from now on one cell less runs side by side. */
    void overloadedAgain() {
        for (Trial trial : trials.values()) {
            trial.latest().filter(run -> run.judgement().overloaded()).ifPresent(run -> {
                int limit = packing.shrink();
                listener.on(new RunEvent.Note("machine overloaded in cell " + trial.cell().number() + " ("
                        + run.judgement().overloadedWhy() + "): at most " + limit + " side by side from now on"));
                if (!stop.up() && budget.fits(trial.cell().forecast())) {
                    Cell again = Reruns.of(trial.cell(), numbers.incrementAndGet());
                    trial.replace(run, runs.run(again, "the machine was overloaded"));
                }
            });
        }
    }

    /** Two more rounds of each red cell and of both its controls, then the cold swap where the mix alone is red. */
    void redsAgain() {
        if (!spec.reruns()) {
            return;
        }
        List<Trial> red = trials.values().stream()
                .filter(t -> Attribution.wantsMoreRounds(t.rounds()))
                .toList();
        Map<Integer, Consumer<CellRun>> takers = new ConcurrentHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (Trial trial : red) {
            List<Cell> more = moreRounds(trial, takers);
            if (!stop.up() && budget.fits(concat(cells, more), packing.limit())) {
                cells.addAll(more);
            } else {
                listener.on(new RunEvent.Note("cell " + trial.cell().number() + " is red and was not run again: "
                        + stop.why().orElse("no budget is left for its further rounds")));
            }
        }
        again(cells, takers, "to see whose fault it is");
        coldSwaps(red);
    }

    private List<Cell> moreRounds(Trial trial, Map<Integer, Consumer<CellRun>> takers) {
        List<Cell> cells = new ArrayList<>();
        for (int round = 0; round < MORE_ROUNDS; round++) {
            Cell subject = Reruns.of(trial.cell(), numbers.incrementAndGet());
            takers.put(subject.number(), trial::add);
            cells.add(subject);
            if (trial.cell().role() == CellRole.SUBJECT) {
                Cell old = Controls.of(trial.cell(), CellRole.CONTROL_OLD, numbers.incrementAndGet());
                Cell next = Controls.of(trial.cell(), CellRole.CONTROL_NEW, numbers.incrementAndGet());
                takers.put(old.number(), trial::addOld);
                takers.put(next.number(), trial::addNext);
                cells.add(old);
                cells.add(next);
            }
        }
        return cells;
    }

    private void coldSwaps(List<Trial> red) {
        Map<Integer, Consumer<CellRun>> takers = new ConcurrentHashMap<>();
        List<Cell> cells = new ArrayList<>();
        for (Trial trial : red) {
            if (Attribution.wantsColdSwap(trial.rounds())) {
                Cell swap = ColdSwaps.of(trial.cell(), numbers.incrementAndGet());
                takers.put(swap.number(), trial::coldSwap);
                cells.add(swap);
            }
        }
        again(cells, takers, "to tell the mix from the store");
    }

    private void again(List<Cell> cells, Map<Integer, Consumer<CellRun>> takers, String why) {
        packing.runAll(cells, cell -> budget.fits(cell.forecast()),
                cell -> {
                    Consumer<CellRun> taker = takers.get(cell.number());
                    if (taker != null) {
                        taker.accept(runs.run(cell, why));
                    }
                },
                cell -> listener.on(new RunEvent.CellNotAttempted(cell, stop.why().orElse("the budget is over"))));
    }

    private static List<Cell> concat(List<Cell> some, List<Cell> more) {
        List<Cell> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
