package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;

/** A plan as people read it: a numbered tree. The numbers are those of folders, events and findings. */
public final class PlanTree {
    private PlanTree() {}

    /** The whole plan: one line for each cell, each step and each fault, then what is left out and the forecast. */
    public static List<String> full(Plan plan) {
        return lines(plan, true);
    }

    /** One line for each cell, then what is left out and the forecast. */
    public static List<String> overview(Plan plan) {
        return lines(plan, false);
    }

    /** One cell with its steps and faults. */
    public static List<String> cell(Cell cell) {
        List<String> lines = new ArrayList<>();
        lines.add(head(cell));
        for (Step step : cell.steps()) {
            lines.add("  %d.%d %s".formatted(cell.number(), step.number(), text(step)));
            if (step instanceof Step.Dwell dwell) {
                dwell.faults().forEach(fault -> lines.add("      " + text(fault)));
            }
        }
        return List.copyOf(lines);
    }

    private static List<String> lines(Plan plan, boolean steps) {
        List<String> lines = new ArrayList<>();
        lines.add("profile " + plan.profile() + ", seed " + plan.seed());
        plan.releases().forEach(r -> lines.add("release " + r.name() + " (" + r.version() + ", "
                + r.source().name().toLowerCase(Locale.ROOT) + " " + r.revision() + ")"));
        for (Cell cell : plan.cells()) {
            if (steps) {
                lines.addAll(cell(cell));
            } else {
                lines.add(head(cell));
            }
        }
        plan.notPlanned().forEach(not -> lines.add("not planned: " + not.what() + ": " + not.why()));
        lines.add(forecast(plan));
        return List.copyOf(lines);
    }

    private static String forecast(Plan plan) {
        return "forecast: %d cells, %s under load in all, %s with %d side by side (budget %s), %d builds, %d MB of disk"
                .formatted(
                        plan.cells().size(),
                        Words.time(plan.forecast().burnIn()),
                        Words.time(plan.forecast().wall()),
                        plan.forecast().parallel(),
                        plan.budget().isZero() ? "none" : Words.time(plan.budget()),
                        plan.forecast().builds(),
                        (plan.forecast().diskBytes() >> 20) + 1);
    }

    private static String head(Cell cell) {
        String role = cell.role() == CellRole.SUBJECT ? "" : ", control with " + cell.firstMix().release(0) + " alone";
        String beside = cell.controls().isEmpty()
                ? ""
                : ", beside " + cell.controls().stream().map(String::valueOf).collect(Collectors.joining(" and "));
        String rerun = cell.rerunOf().map(number -> ", " + number + " again").orElse("");
        return "%d %s / %s, %s%s%s%s (%s under load)"
                .formatted(
                        cell.number(),
                        cell.walk(),
                        cell.mayhem(),
                        cell.pair(),
                        role,
                        beside,
                        rerun,
                        Words.time(cell.burnIn()));
    }

    private static String text(Step step) {
        return switch (step) {
            case Step.StartCluster start -> "start " + start.mix();
            case Step.StartWorkloads start -> "start " + String.join(", ", start.workloads());
            case Step.BeginPhase phase ->
                "phase " + phase.index() + ": " + phase.name()
                        + (phase.liveness() ? ", at least " + phase.leastOperations() + " operations" : ", no liveness");
            case Step.Lead lead -> "lead " + lead.why() + " " + servers(lead.ordinals());
            case Step.LeadMeta lead -> "move the meta leader onto n" + lead.ordinal();
            case Step.Dwell dwell -> "dwell " + Words.time(dwell.time());
            case Step.BeginRoll begin ->
                "begin a roll with the meta leader, in the place of n" + begin.ordinals().getFirst()
                        + ", then the others by highest ordinal";
            case Step.Roll roll ->
                "roll n" + roll.ordinal() + " to " + roll.release() + " by " + stop(roll.stop())
                        + (roll.impatient() ? ", impatiently" : "");
            case Step.ColdSwap swap -> "stop all, start " + swap.mix();
            case Step.Settle settle -> "settle";
            case Step.Check check -> "check";
            case Step.Stop stop -> "stop";
        };
    }

    private static String text(PlannedFault fault) {
        return fault.id() + " at " + Words.time(fault.offset()) + ": " + fault.fault() + " "
                + fault.role().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (fault.ordinals().isEmpty() ? "" : " " + servers(fault.ordinals()))
                + (fault.open().isZero() ? "" : ", open " + Words.time(fault.open()))
                + (fault.waitsForRecovery() ? ", until it is back" : "");
    }

    private static String stop(StopStyle style) {
        return switch (style) {
            case SIGTERM -> "SIGTERM";
            case LAME_DUCK -> "lame duck";
        };
    }

    private static String servers(List<Integer> ordinals) {
        return ordinals.stream().map(o -> "n" + o).collect(Collectors.joining(", ", "(", ")"));
    }
}
