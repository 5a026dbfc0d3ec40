package natscompat.model.verdict;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a cell comes to (SEMANTICS.md 3). A switch over it has no default. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
    @Type(value = Verdict.Pass.class, name = "pass"),
    @Type(value = Verdict.BrokenByMix.class, name = "broken-by-mix"),
    @Type(value = Verdict.BrokenByUpgrade.class, name = "broken-by-upgrade"),
    @Type(value = Verdict.BrokenInNew.class, name = "broken-in-new"),
    @Type(value = Verdict.BrokenInOld.class, name = "broken-in-old"),
    @Type(value = Verdict.BrokenUnattributed.class, name = "broken-unattributed"),
    @Type(value = Verdict.Suspect.class, name = "suspect"),
    @Type(value = Verdict.Vacuous.class, name = "vacuous"),
    @Type(value = Verdict.Unknown.class, name = "unknown"),
    @Type(value = Verdict.Crashed.class, name = "crashed"),
    @Type(value = Verdict.Skipped.class, name = "skipped")
})
public sealed interface Verdict {
    /** On what evidence, in words: {@code 3/3 mix, 0/3 old, 0/3 new}, what is missing, or what crashed. */
    String why();

    /** Every promise kept, and proven. */
    record Pass(String why) implements Verdict {}

    /** Red in the mix and in neither release alone, often enough. */
    record BrokenByMix(String why) implements Verdict {}

    /** Red after a cold swap too: the store, not the mix. */
    record BrokenByUpgrade(String why) implements Verdict {}

    /** The new release alone breaks it. */
    record BrokenInNew(String why) implements Verdict {}

    /** The old release alone breaks it. */
    record BrokenInOld(String why) implements Verdict {}

    /** Broken, and whose fault it is has not been shown. */
    record BrokenUnattributed(String why) implements Verdict {}

    /** Liveness, timing or log; red once. */
    record Suspect(String why) implements Verdict {}

    /** The run does not prove that it tested the mix. */
    record Vacuous(String why) implements Verdict {}

    /** A check ran out of budget, or the machine was overloaded. */
    record Unknown(String why) implements Verdict {}

    /** Our own fault. */
    record Crashed(String why) implements Verdict {}

    /** Not run, with its reason. */
    record Skipped(String why) implements Verdict {}
}
