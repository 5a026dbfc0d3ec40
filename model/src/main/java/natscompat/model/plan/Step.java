package natscompat.model.plan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/** One thing that is done in a cell. Steps follow each other; faults lie inside a {@link Dwell}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
    @Type(value = Step.StartCluster.class, name = "start-cluster"),
    @Type(value = Step.StartWorkloads.class, name = "start-workloads"),
    @Type(value = Step.BeginPhase.class, name = "begin-phase"),
    @Type(value = Step.Lead.class, name = "lead"),
    @Type(value = Step.LeadMeta.class, name = "lead-meta"),
    @Type(value = Step.Dwell.class, name = "dwell"),
    @Type(value = Step.BeginRoll.class, name = "begin-roll"),
    @Type(value = Step.Roll.class, name = "roll"),
    @Type(value = Step.ColdSwap.class, name = "cold-swap"),
    @Type(value = Step.Settle.class, name = "settle"),
    @Type(value = Step.Check.class, name = "check"),
    @Type(value = Step.Stop.class, name = "stop")
})
public sealed interface Step {
    /** Its number in the cell, from 1; names it on screen, in events and in findings. */
    int number();

    /** Starts every server of a new cluster and waits until it is healthy. */
    record StartCluster(int number, Mix mix) implements Step {}

    /** Prepares and starts the workloads side by side. */
    record StartWorkloads(int number, List<String> workloads) implements Step {}

    /**
     * The mix has changed: what follows is judged as one phase.
     *
     * @param index of the phase in the cell, from 0
     * @param name for people, e.g. {@code 2 x v2.12.15 + 1 x v2.14.5}
     * @param liveness whether operations have to succeed in it
     * @param leastOperations the least number of ok operations of each workload that make it count
     */
    record BeginPhase(int number, int index, String name, Mix mix, boolean liveness, int leastOperations)
            implements Step {}

    /**
     * Moves the leaders of the workloads' streams and consumers and of the meta group onto one of the servers.
     *
     * @param ordinals any of these will do
     * @param why for people, e.g. {@code onto v2.14.5}
     */
    record Lead(int number, List<Integer> ordinals, String why) implements Step {}

    /** Moves the meta leader alone, onto the server that is rolled last. */
    record LeadMeta(int number, int ordinal) implements Step {}

    /** Lets the workloads run for a time while faults come and go. */
    record Dwell(int number, Duration time, List<PlannedFault> faults) implements Step {}

    /**
     * A roll begins with the server that leads the meta group, which is known only then. That server takes the first of these
     * places, and the others follow by highest ordinal; from here on the plan's ordinals name places (docs/adr/0024).
     *
     * @param ordinals the places that the roll takes one after the other
     */
    record BeginRoll(int number, List<Integer> ordinals) implements Step {}

    /**
     * Restarts one server on a release (the same one in a control), keeping its store.
     *
     * @param impatient whether only the restarted server's own health is waited for, instead of the whole gate
     */
    record Roll(int number, int ordinal, String release, StopStyle stop, boolean impatient) implements Step {}

    /** Stops every server, then starts every server on the new mix with the same stores. */
    record ColdSwap(int number, Mix mix) implements Step {}

    /** Stops operations, heals, and waits until every replica agrees. */
    record Settle(int number) implements Step {}

    /** Reads everything back through every possible leader and dumps what the servers say. */
    record Check(int number) implements Step {}

    /** Stops every server. */
    record Stop(int number) implements Step {}
}
