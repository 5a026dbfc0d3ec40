package natscompat.checker.verdict;

/**
 * What should be run again before a verdict is final.
 *
 * @param mix more runs of the cell
 * @param old more runs of the control with the old release
 * @param next more runs of the control with the new release
 * @param coldSwap whether the walk cold swap is wanted
 * @param alone whether nothing else may run meanwhile
 * @param why in words
 */
public record Rerun(int mix, int old, int next, boolean coldSwap, boolean alone, String why) {}
