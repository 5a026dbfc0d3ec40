package natscompat.report;

import natscompat.model.verdict.Verdict;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;

/**
 * The words for one verdict.
 *
 * @param label at most 14 signs, for the matrix
 * @param clause what it says, as a clause that follows the name of a cell
 * @param meaning one sentence for who sees the word for the first time
 * @param kind how it counts
 */
public record VerdictWords(String label, String clause, String meaning, Kind kind) {
    /** How a verdict counts. */
    public enum Kind {
        /** Every promise kept, and proven. */
        GREEN(Ink.GOOD, "\u2713", "+"),
        /** A promise is broken. */
        RED(Ink.BAD, "\u2717", "X"),
        /** Nothing is shown either way. */
        OPEN(Ink.CARE, "?", "?"),
        /** Our own fault. */
        CRASHED(Ink.BAD, "!", "!"),
        /** Not run. */
        SKIPPED(Ink.FAINT, "-", "-");

        private final Ink ink;
        private final String sign;
        private final String asciiSign;

        Kind(Ink ink, String sign, String asciiSign) {
            this.ink = ink;
            this.sign = sign;
            this.asciiSign = asciiSign;
        }

        /** Its colour. */
        public Ink ink() {
            return ink;
        }

        /** One sign for it. */
        public String sign(Style style) {
            return style.unicode() ? sign : asciiSign;
        }
    }

    /** The words for this verdict. */
    public static VerdictWords of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass p -> new VerdictWords("pass", "pass", "Every promise was kept, and that is proven.", Kind.GREEN);
            case Verdict.BrokenByMix b -> red("mix", "broken by the mix", "Neither release alone does it.");
            case Verdict.BrokenByUpgrade b ->
                red("upgrade", "broken by the upgrade", "It is the store, not the mix: a cold swap does it too.");
            case Verdict.BrokenInNew b -> red("new", "broken in the new release", "The new release alone does it.");
            case Verdict.BrokenInOld b -> red("old", "broken in the old release", "The old release alone does it.");
            case Verdict.BrokenUnattributed b ->
                red("?", "broken, by whom is not shown", "The evidence does not say which release it is.");
            case Verdict.Suspect s ->
                open("suspect", "It was seen once; it has to be red twice to count.");
            case Verdict.Vacuous v -> open("vacuous", "The run does not prove that it tested the mix.");
            case Verdict.Unknown u -> open("unknown", "A check ran out of budget, or this machine was overloaded.");
            case Verdict.Crashed c ->
                new VerdictWords("CRASHED", "crashed", "This is our own fault, not that of a release.", Kind.CRASHED);
            case Verdict.Skipped s -> new VerdictWords("skipped", "skipped", "It was not run.", Kind.SKIPPED);
        };
    }

    private static VerdictWords red(String whose, String clause, String meaning) {
        return new VerdictWords("BROKEN " + whose, clause, meaning, Kind.RED);
    }

    private static VerdictWords open(String label, String meaning) {
        return new VerdictWords(label, label, meaning, Kind.OPEN);
    }
}
