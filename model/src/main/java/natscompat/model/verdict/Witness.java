package natscompat.model.verdict;

/**
 * The first wrong operation of a finding.
 *
 * @param at nanoseconds on the cell's clock
 * @param operation its id in the history, 0 when the witness is not an operation
 * @param client who saw it, or empty
 * @param server where, or empty
 * @param release the release of that server then, or empty
 * @param phase index of the phase it lies in, -1 for none
 * @param text what was expected and what was seen instead
 */
public record Witness(
        long at, long operation, String client, String server, String release, int phase, String text) {}
