package natscompat.qualification;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.checker.Judgement;
import natscompat.checker.Rounds;
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

    Trial(Cell cell) {
        this.cell = cell;
    }

    Cell cell() {
        return cell;
    }

    /** The newest run of the cell itself that may be judged; an overloaded one is replaced by its repetition. */
    Optional<CellRun> latest() {
        return own.isEmpty() ? Optional.empty() : Optional.of(own.getLast());
    }

    /** The run to show: the first red one, else the latest. */
    Optional<CellRun> shown() {
        return own.stream().filter(CellRun::red).findFirst().or(this::latest);
    }

    void add(CellRun run) {
        own.add(run);
    }

    /** An overloaded run proves nothing: its repetition stands instead of it, unless it is red by what it stored. */
    void replace(CellRun overloaded, CellRun again) {
        if (!overloaded.red()) {
            own.remove(overloaded);
        }
        own.add(again);
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

    int attempts() {
        return own.size();
    }

    Rounds rounds() {
        CellRun swapped = coldSwap.get();
        return new Rounds(cell, judgements(own), judgements(old), judgements(next),
                swapped == null ? Optional.empty() : Optional.of(swapped.judgement()));
    }

    private static List<Judgement> judgements(List<CellRun> runs) {
        return runs.stream().map(CellRun::judgement).toList();
    }
}
