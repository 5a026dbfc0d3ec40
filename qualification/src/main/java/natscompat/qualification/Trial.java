package natscompat.qualification;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.checker.Judgement;
import natscompat.checker.verdict.Rounds;
import natscompat.model.plan.Cell;
import org.jspecify.annotations.Nullable;

/** All runs that speak about one planned cell: its own rounds, those of its controls, its cold swap. Thread-safe. */
final class Trial {
    private final Cell cell;
    private final List<CellRun> own = new CopyOnWriteArrayList<>();
    private final List<CellRun> old = new CopyOnWriteArrayList<>();
    private final List<CellRun> next = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable CellRun> coldSwap = new AtomicReference<>();
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

    /** The run to show: the first red one, else the latest. */
    Optional<CellRun> shown() {
        return own.stream().filter(CellRun::red).findFirst().or(this::latest);
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
        coldSwap.set(run);
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

    int attempts() {
        return own.size();
    }

    /**
     * What the verdict rests on.
     *
     * @param rerunsPossible whether there is time for more
     */
    Rounds rounds(boolean rerunsPossible) {
        CellRun swapped = coldSwap.get();
        return new Rounds(cell, judgements(own), judgements(old), judgements(next),
                swapped == null ? Optional.empty() : Optional.of(swapped.judgement()),
                rerunsPossible);
    }

    private static List<Judgement> judgements(List<CellRun> runs) {
        return runs.stream().map(CellRun::judgement).toList();
    }
}
