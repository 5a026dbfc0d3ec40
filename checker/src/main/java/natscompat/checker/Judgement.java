package natscompat.checker;

import java.util.List;
import java.util.Optional;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Proof;

/**
 * What one run of one cell shows by itself, before it is compared with its controls.
 *
 * @param findings broken promises, promised in this cell or not
 * @param proof counters, and what is not proven
 * @param overloaded whether the machine was too slow for this run to say anything about liveness
 * @param overloadedWhy in words; empty when it was not
 * @param stalledTooLong whether that is so for the whole run, and not only because one finding overlaps a stall
 * @param crashed our own fault or the machine's, in words
 * @param interrupted why it was told to stop early
 */
public record Judgement(
        List<Finding> findings,
        Proof proof,
        boolean overloaded,
        String overloadedWhy,
        boolean stalledTooLong,
        Optional<String> crashed,
        Optional<String> interrupted) {
    /** Copies the list. */
    public Judgement {
        findings = List.copyOf(findings);
    }
}
