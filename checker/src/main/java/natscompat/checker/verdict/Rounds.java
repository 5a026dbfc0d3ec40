package natscompat.checker.verdict;

import java.util.List;
import natscompat.checker.Judgement;
import natscompat.model.plan.Cell;

/**
 * All runs that a verdict rests on. For a control cell only {@code mix} is filled: its own runs.
 *
 * @param subject the cell in question
 * @param mix its runs, the first one first
 * @param old runs of its control with the old release
 * @param next runs of its control with the new release
 * @param coldSwaps runs of the walk cold swap of the same pair under the same mode and seed
 * @param rerunsPossible whether time is left to run reds again; only changes the words
 */
public record Rounds(
        Cell subject,
        List<Judgement> mix,
        List<Judgement> old,
        List<Judgement> next,
        List<Judgement> coldSwaps,
        boolean rerunsPossible) {
    /** Copies the lists. */
    public Rounds {
        mix = List.copyOf(mix);
        old = List.copyOf(old);
        next = List.copyOf(next);
        coldSwaps = List.copyOf(coldSwaps);
    }
}
