package natscompat.qualification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Attribution;
import natscompat.checker.verdict.Rounds;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;

/** All runs that speak about one planned cell: its own rounds, those of its controls, its cold swap. Thread-safe. */
final class Trial {
    private final Cell cell;
    private final List<CellRun> own = new CopyOnWriteArrayList<>();
    private final List<CellRun> old = new CopyOnWriteArrayList<>();
    private final List<CellRun> next = new CopyOnWriteArrayList<>();
    private final List<CellRun> coldSwaps = new CopyOnWriteArrayList<>();
    private final List<Trial> controls = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> leftOut = new AtomicReference<>("");
    private final AtomicBoolean exhausted = new AtomicBoolean();
    private final AtomicBoolean begun = new AtomicBoolean();

    Trial(Cell cell) {
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }

    /** The newest run of the cell itself. */
    Optional<CellRun> latest() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
    }

    /** The run to show: the one that the verdict is about. */
    Optional<CellRun> shown() {
        Rounds rounds = rounds(true);
        return rounds.mix().isEmpty() ? Optional.empty() : Optional.of(own.get(Attribution.shown(rounds)));
    }

    /** Its first run begins. */
    void begin() {
        begun.set(true);
    }

    boolean begun() {
        return begun.get();
    }

    void add(CellRun run) {
        own.add(run);
    }

    void addOld(CellRun run) {
        old.add(run);
    }

    void addNext(CellRun run) {
        next.add(run);
    }

    void coldSwap(CellRun run) {
        coldSwaps.add(run);
    }

    /** Whatever is run of that control cell, now or later, is a control round of this one. */
    void beside(Trial control) {
        controls.add(control);
    }

    void leftOut(String why) {
        leftOut.set(why);
    }

    /** Why the cell was not run, or empty. */
    String leftOut() {
        return leftOut.get();
    }

    /** No more rounds: the budget is over. */
    void exhaust() {
        exhausted.set(true);
    }

    boolean exhausted() {
        return exhausted.get();
    }

    /** Whether the verdict asks for another run that there would be time for. */
    boolean wantsMore() {
        return !exhausted() && Attribution.wantsRerun(rounds(true)).isPresent();
    }

    int attempts() {
        return own.size();
    }

    /**
     * What the verdict rests on.
     *
     * @param rerunsPossible whether there is time for more
     */
    Rounds rounds(boolean rerunsPossible) {
        return new Rounds(cell, judgements(own), judgements(with(CellRole.CONTROL_OLD, old)),
                judgements(with(CellRole.CONTROL_NEW, next)), judgements(coldSwaps), rerunsPossible);
    }

    private List<CellRun> with(CellRole role, List<CellRun> more) {
        List<CellRun> all = new ArrayList<>();
        controls.stream().filter(control -> control.cell.role() == role).forEach(control -> all.addAll(control.own));
        all.addAll(more);
        return all;
    }

    private static List<Judgement> judgements(List<CellRun> runs) {
        return runs.stream().map(CellRun::judgement).toList();
    }
}
