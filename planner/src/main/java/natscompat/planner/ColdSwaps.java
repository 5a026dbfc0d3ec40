package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import natscompat.planner.cost.Figures;
import natscompat.planner.draw.FaultIds;
import natscompat.planner.walk.Walks;

/**
 * A subject without its mixes: each mix becomes the release that it was on its way to, and where servers were rolled one
 * by one all are stopped and started at once. Faults, dwells, workloads and seed stay, so a red here too means that the
 * store is broken and not the mix (SEMANTICS.md 3, {@code BrokenByUpgrade}).
 */
public final class ColdSwaps {
    private final Cell subject;
    private final List<Step> steps = new ArrayList<>();
    /** A roll that has begun in the plan, and of which nothing was taken over yet. */
    private Optional<Step.BeginRoll> begun = Optional.empty();
    private Mix planned;
    private String running;
    private long saved;

    private ColdSwaps(Cell subject) {
        this.subject = subject;
        this.planned = subject.firstMix();
        // A static mix begins with the old release here, and swaps where its leaders would go to the new one.
        this.running = planned.mixed() ? subject.pair().from() : planned.release(0);
    }

    /** The cold swap of a subject, as a cell of that number. */
    public static Cell of(Cell subject, int number) {
        if (subject.role() != CellRole.SUBJECT) {
            throw new IllegalArgumentException("a control is never mixed: cell " + subject.number());
        }
        ColdSwaps swap = new ColdSwaps(subject);
        subject.steps().forEach(swap::step);
        return new Cell(
                number,
                Walks.COLD_SWAP + "-of-" + subject.slug(),
                Walks.COLD_SWAP,
                subject.pair(),
                CellRole.SUBJECT,
                subject.mayhem(),
                subject.workloads(),
                subject.dimensions(),
                subject.seed(),
                swap.steps,
                subject.dimensions().storage() == Storage.MEMORY
                        ? PromiseTable.allStopped(subject.promises())
                        : subject.promises(),
                List.of(),
                Optional.empty(),
                subject.burnIn().minusMillis(swap.saved),
                subject.forecast().minusMillis(swap.saved));
    }

    private void step(Step step) {
        switch (step) {
            case Step.StartCluster start -> steps.add(new Step.StartCluster(next(), all()));
            case Step.StartWorkloads start -> steps.add(new Step.StartWorkloads(next(), start.workloads()));
            case Step.BeginPhase phase -> steps.add(phase(phase));
            case Step.Lead lead -> lead(lead);
            case Step.LeadMeta lead -> steps.add(new Step.LeadMeta(next(), lead.ordinal()));
            case Step.Dwell dwell ->
                steps.add(new Step.Dwell(next(), dwell.time(), FaultIds.renumbered(dwell.faults(), next())));
            case Step.BeginRoll roll -> begun = Optional.of(roll);
            case Step.Roll roll -> roll(roll);
            case Step.ColdSwap swap -> swapTo(swap.mix().release(0));
            case Step.Settle settle -> steps.add(new Step.Settle(next()));
            case Step.Check check -> steps.add(new Step.Check(next()));
            case Step.Stop stop -> steps.add(new Step.Stop(next()));
        }
    }

    /** A roll to another release swaps all servers, once, and nobody is first in it; a plain restart stays what it is. */
    private void roll(Step.Roll roll) {
        boolean restart = planned.release(roll.ordinal()).equals(roll.release());
        planned = planned.with(roll.ordinal(), roll.release());
        Optional<Step.BeginRoll> begins = begun;
        begun = Optional.empty();
        if (restart) {
            begins.ifPresent(begin -> steps.add(new Step.BeginRoll(next(), begin.ordinals())));
            steps.add(new Step.Roll(next(), roll.ordinal(), running, roll.stop(), roll.impatient()));
            return;
        }
        saved += Figures.roll(roll.stop()).toMillis();
        if (!running.equals(roll.release())) {
            swapTo(roll.release());
            saved -= Figures.COLD_SWAP.toMillis();
        }
    }

    private void swapTo(String release) {
        running = release;
        steps.add(new Step.ColdSwap(next(), all()));
    }

    /** In a static mix nothing is rolled: the swap comes where the leaders would go to the other release. */
    private void lead(Step.Lead lead) {
        boolean ontoNew = lead.why().equals(Leads.onto(subject.pair().to()));
        if (subject.firstMix().mixed() && ontoNew && !running.equals(subject.pair().to())) {
            swapTo(subject.pair().to());
            saved -= Figures.COLD_SWAP.toMillis();
            steps.add(phaseOfSwap());
        }
        steps.add(new Step.Lead(next(), lead.ordinals(), Leads.onto(running)));
    }

    /** What follows a swap amid a phase is a phase of its own. */
    private Step.BeginPhase phaseOfSwap() {
        Step.BeginPhase before = steps.stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(Step.BeginPhase.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
        return begin(before, before.index() + 1, all().toString());
    }

    private Step.BeginPhase phase(Step.BeginPhase phase) {
        int cut = subject.firstMix().mixed() && running.equals(subject.pair().to()) ? 1 : 0;
        return begin(phase, phase.index() + cut, phase.name().replace(phase.mix().toString(), all().toString()));
    }

    private Step.BeginPhase begin(Step.BeginPhase like, int index, String name) {
        // A static phase is cut in two, so neither part can be held to the operations of the whole.
        int least = subject.firstMix().mixed() ? Math.min(1, like.leastOperations()) : like.leastOperations();
        return new Step.BeginPhase(next(), index, name, all(), like.liveness(), least);
    }

    private Mix all() {
        return Mix.all(running, subject.dimensions().servers());
    }

    private int next() {
        return steps.size() + 1;
    }
}
