package natscompat.planner;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;

/** The control of a walk A to B: the same plan with A to A, or with B to B (SEMANTICS.md 3). */
public final class Controls {
    private Controls() {}

    /**
     * The subject with one release in place of both: the same ordinals, faults, times and seed.
     *
     * @param role which control; SUBJECT is refused
     * @param number of the new cell
     */
    public static Cell of(Cell subject, CellRole role, int number) {
        ReleasePair pair = subject.pair();
        String only = switch (role) {
            case CONTROL_OLD -> pair.from();
            case CONTROL_NEW -> pair.to();
            case SUBJECT -> throw new IllegalArgumentException("a subject is no control: cell " + subject.number());
        };
        UnaryOperator<String> names = name -> name.equals(pair.from()) || name.equals(pair.to()) ? only : name;
        return new Cell(
                number,
                subject.slug() + (role == CellRole.CONTROL_OLD ? "-control-old" : "-control-new"),
                subject.walk(),
                pair,
                role,
                subject.mayhem(),
                subject.workloads(),
                subject.dimensions(),
                subject.seed(),
                subject.steps().stream().map(step -> step(step, pair, names)).toList(),
                subject.promises(),
                List.of(),
                Optional.empty(),
                subject.burnIn(),
                subject.forecast());
    }

    /**
     * Whether a cell is a control of a subject: the same steps, faults and seed with one release alone. Controls of another
     * walk of the same pair are other cells, and say nothing about whose fault it is.
     */
    public static boolean controls(Cell control, Cell subject) {
        return control.role() != CellRole.SUBJECT
                && control.seed() == subject.seed()
                && control.workloads().equals(subject.workloads())
                && control.dimensions().equals(subject.dimensions())
                && control.steps().equals(of(subject, control.role(), control.number()).steps());
    }

    private static Step step(Step step, ReleasePair pair, UnaryOperator<String> names) {
        return switch (step) {
            case Step.StartCluster start -> new Step.StartCluster(start.number(), mix(start.mix(), names));
            case Step.BeginPhase phase -> phase(phase, names);
            case Step.Lead lead -> new Step.Lead(lead.number(), lead.ordinals(), why(lead.why(), pair, names));
            case Step.Roll roll ->
                new Step.Roll(
                        roll.number(), roll.ordinal(), names.apply(roll.release()), roll.stop(), roll.impatient());
            case Step.ColdSwap swap -> new Step.ColdSwap(swap.number(), mix(swap.mix(), names));
            case Step.StartWorkloads same -> same;
            case Step.LeadMeta same -> same;
            case Step.BeginRoll same -> same;
            case Step.Dwell same -> same;
            case Step.Settle same -> same;
            case Step.Check same -> same;
            case Step.Stop same -> same;
        };
    }

    private static Step phase(Step.BeginPhase phase, UnaryOperator<String> names) {
        Mix mix = mix(phase.mix(), names);
        String name = phase.name().replace(phase.mix().toString(), mix.toString());
        return new Step.BeginPhase(
                phase.number(), phase.index(), name, mix, phase.liveness(), phase.leastOperations());
    }

    private static Mix mix(Mix mix, UnaryOperator<String> names) {
        return new Mix(mix.releases().stream().map(names).toList());
    }

    private static String why(String why, ReleasePair pair, UnaryOperator<String> names) {
        for (String name : List.of(pair.from(), pair.to())) {
            if (why.equals(Leads.onto(name))) {
                return Leads.onto(names.apply(name));
            }
        }
        return why;
    }
}
