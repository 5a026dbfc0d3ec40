package natscompat.report.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.report.text.Figures;

/** A step or a fault in one line. */
public final class StepText {
    private StepText() {}

    /** What is done, without the number and without the faults of a dwell. */
    public static String of(Step step) {
        return switch (step) {
            case Step.StartCluster s -> "start cluster: " + s.mix();
            case Step.StartWorkloads s -> "start workloads: " + String.join(", ", s.workloads());
            case Step.BeginPhase s -> "phase " + s.index() + ": " + s.name() + " ("
                    + (s.liveness() ? "has to serve" : "may be unavailable") + ", at least "
                    + Figures.count(s.leastOperations()) + " ok of each workload)";
            case Step.Lead s -> "lead: move leaders to server " + either(s.ordinals())
                    + (s.why().isEmpty() ? "" : ", " + s.why());
            case Step.LeadMeta s -> "lead: move the meta leader to server " + s.ordinal();
            case Step.Dwell s -> "dwell " + Figures.time(s.time())
                    + (s.faults().isEmpty() ? "" : " with " + Figures.count(s.faults().size(), "fault"));
            case Step.BeginRoll s -> "begin a roll: the server that leads the meta group comes first and is server "
                    + s.ordinals().getFirst() + " from here on, the others follow by highest ordinal";
            case Step.Roll s -> "roll server " + s.ordinal() + " to " + s.release() + ", " + stop(s.stop())
                    + (s.impatient() ? ", impatient: waits for its own health only" : "");
            case Step.ColdSwap s -> "cold swap: stop all, start all as " + s.mix();
            case Step.Settle s -> "settle: stop operations, heal, wait until all replicas agree";
            case Step.Check s -> "check: read everything back through every leader";
            case Step.Stop s -> "stop all servers";
        };
    }

    /** When, what, on whom, how long. */
    public static String of(PlannedFault fault) {
        String target = fault.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String among = fault.ordinals().isEmpty()
                ? ""
                : fault.role() == Role.ORDINAL
                        ? " " + either(fault.ordinals())
                        : " (server " + either(fault.ordinals()) + ")";
        return "at " + Figures.time(fault.offset()) + ": " + fault.fault() + " " + target + among
                + (fault.open().isZero() ? "" : ", for " + Figures.time(fault.open()))
                + (fault.waitsForRecovery() ? ", then wait until it has caught up" : "");
    }

    /** How a server is stopped in a roll. */
    static String stop(StopStyle stop) {
        return switch (stop) {
            case SIGTERM -> "stopped by SIGTERM";
            case LAME_DUCK -> "stopped by lame duck";
        };
    }

    /** With which server a roll begins, where that is not as usual. */
    static String order(RollOrder order) {
        return switch (order) {
            case HIGHEST_FIRST -> "";
            case LEADER_FIRST -> ", the meta leader rolled first";
        };
    }

    private static String either(List<Integer> ordinals) {
        return ordinals.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
}
