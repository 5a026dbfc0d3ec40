package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;

/**
 * Where runners get their cells and hand in their folders. Knows the batch that is under way, who was given what, and what
 * is still out; an older attempt is late whatever it brings. Thread-safe.
 */
final class Desk {
    /** Tries that Kubernetes does not count, of pods that were told to go or whose node went, end somewhere, too. */
    static final int MOST_ATTEMPTS = 8;

    private final RunFolder folder;
    private final Attempts attempts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Slot> slots = new TreeMap<>();
    private final Map<Integer, Slot> byNumber = new HashMap<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Set<String> opened = new HashSet<>();
    private final Remains remains = new Remains();
    private boolean closed;
    private String batch = "";
    private String why = "";
    private Predicate<Cell> fits = cell -> true;

    /** What became of a cell of the batch. */
    sealed interface Outcome {
        /** The cell. */
        Cell cell();

        /** Its folder is there. */
        record Delivered(Cell cell, CellFolder folder) implements Outcome {}

        /** It was not begun. */
        record LeftOut(Cell cell) implements Outcome {}

        /** Every attempt at it died. */
        record Lost(Cell cell, String why) implements Outcome {}
    }

    /** How a cell of the batch stands. */
    private enum State {
        WAITING,
        GIVEN,
        OVER
    }

    /** A cell of the batch; read and changed under the lock. */
    private static final class Slot {
        private final Cell cell;
        private State state = State.WAITING;
        /** The attempt whose folder was taken in; 0 as long as there is none. */
        private int delivered;
        /** When its runner was last heard of, by the clock of this process. */
        private long heard = System.nanoTime();

        Slot(Cell cell) {
            this.cell = cell;
        }

        boolean silent(Duration limit) {
            return System.nanoTime() - heard >= limit.toNanos();
        }
    }

    Desk(RunFolder folder, Attempts attempts) {
        this.folder = folder;
        this.attempts = attempts;
    }

    /**
     * Opens a batch. Cells whose folders came before this process began are delivered at once.
     *
     * @param name of the batch
     * @param again why its cells run again, or empty
     * @param cells by index
     * @param mayBegin asked when a runner claims a cell
     */
    void open(String name, String again, List<Cell> cells, Predicate<Cell> mayBegin) {
        lock.lock();
        try {
            batch = name;
            opened.add(name);
            why = again;
            fits = mayBegin;
            slots.clear();
            byNumber.clear();
            outcomes.clear();
            for (int i = 0; i < cells.size(); i++) {
                Slot slot = new Slot(cells.get(i));
                slots.put(i, slot);
                byNumber.put(slot.cell.number(), slot);
                recall(slot);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What an earlier process of this run knew about the cell. */
    private void recall(Slot slot) {
        Optional<Attempts.Attempt> last = attempts.last(slot.cell.number());
        CellFolder there = folder.folder(slot.cell);
        if (Files.isDirectory(there.path())) {
            slot.delivered = last.map(Attempts.Attempt::number).orElse(0);
            over(slot, new Outcome.Delivered(slot.cell, there));
        } else if (last.filter(a -> a.claim().batch().equals(batch)).isPresent()) {
            slot.state = State.GIVEN;
        }
    }

    private void over(Slot slot, Outcome outcome) {
        if (outcome instanceof Outcome.Lost && attempts.last(slot.cell.number()).isPresent()) {
            remains.lost(slot.cell.number());
        }
        slot.state = State.OVER;
        outcomes.add(outcome);
    }

    /**
     * A cell and who has it.
     *
     * @param attempt from 1
     * @param again why it runs again, or empty
     * @param remains lost cells whose clusters are to be taken away first
     */
    record Given(Cell cell, int attempt, String again, List<Integer> remains) {}

    /**
     * Whether that batch may still be opened: a head that begins again goes through those of before first, and their runners
     * wait for their own. Once false, it stays so.
     */
    boolean toCome(String name) {
        lock.lock();
        try {
            return !closed && !opened.contains(name);
        } finally {
            lock.unlock();
        }
    }

    /** Whether whoever has this attempt works for a batch that may still be opened. */
    boolean toCome(int cell, int attempt) {
        lock.lock();
        try {
            return newest(cell, attempt)
                    && attempts.last(cell).filter(a -> toCome(a.claim().batch())).isPresent();
        } finally {
            lock.unlock();
        }
    }

    /** No batch comes any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Gives a runner its cell; empty when there is nothing to do for it. */
    Optional<Given> claim(Claim claim) {
        lock.lock();
        try {
            Slot slot = claim.batch().equals(batch) ? slots.get(claim.index()) : null;
            if (slot == null || slot.state == State.OVER) {
                return Optional.empty();
            }
            if (slot.state == State.WAITING && !fits.test(slot.cell)) {
                over(slot, new Outcome.LeftOut(slot.cell));
                return Optional.empty();
            }
            if (attempts.last(slot.cell.number()).map(Attempts.Attempt::number).orElse(0) >= MOST_ATTEMPTS) {
                over(slot, new Outcome.Lost(slot.cell, MOST_ATTEMPTS + " runners had it, and none brought it"));
                return Optional.empty();
            }
            slot.state = State.GIVEN;
            slot.heard = System.nanoTime();
            Optional<String> before = attempts.last(slot.cell.number()).map(a -> a.claim().runner());
            int attempt = attempts.next(slot.cell.number(), claim).number();
            return Optional.of(new Given(slot.cell, attempt, before.map(r -> "its runner " + r + " is gone").orElse(why),
                    remains.claimed(slot.cell.number())));
        } finally {
            lock.unlock();
        }
    }

    /** Hears of a runner. Returns whether somebody else has that cell by now, or nobody needs it any more. */
    boolean late(int cell, int attempt) {
        lock.lock();
        try {
            if (toCome(cell, attempt)) {
                return false;
            }
            Slot slot = byNumber.get(cell);
            if (slot == null || slot.state != State.GIVEN || !newest(cell, attempt)) {
                return true;
            }
            slot.heard = System.nanoTime();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean newest(int cell, int attempt) {
        return attempts.last(cell).filter(a -> a.number() == attempt).isPresent();
    }

    /**
     * Takes a whole folder in. What was taken in already is taken in once, however often its runner asks.
     *
     * @param whole a folder on the same disk; it is moved
     * @return whether it is in; false when it is late
     */
    boolean deliver(int cell, int attempt, Path whole) throws IOException {
        lock.lock();
        try {
            Slot slot = byNumber.get(cell);
            if (slot == null || !newest(cell, attempt) || slot.state == State.OVER) {
                return slot != null && slot.delivered == attempt;
            }
            CellFolder target = folder.folder(slot.cell);
            Files.move(whole, target.path(), StandardCopyOption.ATOMIC_MOVE);
            slot.delivered = attempt;
            remains.delivered(cell);
            over(slot, new Outcome.Delivered(slot.cell, target));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** No runner will try that index again. */
    void lost(int index, String why) {
        lock.lock();
        try {
            Slot slot = slots.get(index);
            if (slot != null && slot.state != State.OVER) {
                over(slot, new Outcome.Lost(slot.cell, why));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Gives up on runners that were not heard of for so long: their pods may hang on a node that is dead. */
    void loseSilent(Duration limit) {
        lock.lock();
        try {
            slots.values().stream()
                    .filter(s -> s.state == State.GIVEN && s.silent(limit))
                    .forEach(s -> over(s, new Outcome.Lost(s.cell, "its runner was not heard of for "
                            + limit.toMinutes() + " min")));
        } finally {
            lock.unlock();
        }
    }

    /** Nobody begins any more; those who have a cell go on. */
    void leaveOutTheRest() {
        end(State.WAITING, Outcome.LeftOut::new);
    }

    /** Gives up on whoever still has a cell. */
    void loseTheRest(String why) {
        end(State.GIVEN, cell -> new Outcome.Lost(cell, why));
    }

    private void end(State state, Function<Cell, Outcome> outcome) {
        lock.lock();
        try {
            slots.values().stream().filter(s -> s.state == state).forEach(s -> over(s, outcome.apply(s.cell)));
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody has a cell now and was heard of within the limit. */
    boolean busy(Duration limit) {
        lock.lock();
        try {
            return slots.values().stream().anyMatch(s -> s.state == State.GIVEN && !s.silent(limit));
        } finally {
            lock.unlock();
        }
    }

    /** Whether every cell of the batch has an outcome. */
    boolean settled() {
        lock.lock();
        try {
            return !any(State.GIVEN) && !any(State.WAITING);
        } finally {
            lock.unlock();
        }
    }

    private boolean any(State state) {
        lock.lock();
        try {
            return slots.values().stream().anyMatch(s -> s.state == state);
        } finally {
            lock.unlock();
        }
    }

    /** The next outcome that was not taken yet. */
    Optional<Outcome> next() {
        return Optional.ofNullable(outcomes.poll());
    }
}
