package natscompat.qualification;

import natscompat.model.plan.Step;

/** Steps in words, for progress lines and events. */
final class StepText {
    private StepText() {}

    static String of(Step step) {
        return switch (step) {
            case Step.StartCluster s -> "start " + s.mix();
            case Step.StartWorkloads s -> "start workloads";
            case Step.BeginPhase s -> "phase " + s.index() + ": " + s.name();
            case Step.Lead s -> "lead " + s.why();
            case Step.LeadMeta s -> "meta leader onto server " + s.ordinal();
            case Step.Dwell s -> "dwell " + s.time().toMillis() + " ms, " + s.faults().size() + " faults";
            case Step.BeginRoll s -> "begin a roll with the meta leader";
            case Step.Roll s -> "roll server " + s.ordinal() + " to " + s.release();
            case Step.ColdSwap s -> "cold swap to " + s.mix();
            case Step.Settle s -> "settle";
            case Step.Check s -> "read back";
            case Step.Stop s -> "stop";
        };
    }
}
