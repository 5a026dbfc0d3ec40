package natscompat.model.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Standing;

/**
 * One walk under one mayhem mode with its workloads, everything else written down.
 *
 * @param number from 1 in the plan; reruns go on counting
 * @param slug for folder names, e.g. {@code upgrade-random-hard-kill}
 * @param walk the kind of walk, e.g. {@code upgrade}
 * @param pair the releases it is about; a control names the pair that it serves
 * @param role subject or control
 * @param mayhem mode, or several joined by {@code +}
 * @param workloads names, run together on one cluster
 * @param dimensions everything else
 * @param seed of this cell; a control and a rerun have their subject's
 * @param steps in order
 * @param promises how each promise stands in this cell, by promise name
 * @param controls numbers of the control cells that it is judged beside; empty for a control
 * @param rerunOf the number of the cell that this one repeats
 * @param burnIn planned time under load, from the start of the workloads to settling
 * @param forecast planned wall time in all
 */
public record Cell(
        int number,
        String slug,
        String walk,
        ReleasePair pair,
        CellRole role,
        String mayhem,
        List<String> workloads,
        Dimensions dimensions,
        long seed,
        List<Step> steps,
        Map<String, Standing> promises,
        List<Integer> controls,
        Optional<Integer> rerunOf,
        Duration burnIn,
        Duration forecast) {
    /** Copies the collections. */
    public Cell {
        workloads = List.copyOf(workloads);
        steps = List.copyOf(steps);
        promises = Map.copyOf(promises);
        controls = List.copyOf(controls);
    }

    /** The same with another forecast. */
    public Cell withForecast(Duration other) {
        return new Cell(number, slug, walk, pair, role, mayhem, workloads, dimensions, seed, steps, promises, controls, rerunOf,
                burnIn, other);
    }

    /** The name of its folder: {@code 07-upgrade-random-hard-kill}. */
    public String folderName() {
        return "%02d-%s".formatted(number, slug);
    }

    /** The mix that its cluster starts with. */
    public Mix firstMix() {
        return steps.stream()
                .filter(Step.StartCluster.class::isInstance)
                .map(Step.StartCluster.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("cell " + number + " starts no cluster"))
                .mix();
    }

    /** Every release that its cluster runs at some time, in the order in which they come. */
    public Set<String> releases() {
        Set<String> all = new LinkedHashSet<>();
        for (Step step : steps) {
            switch (step) {
                case Step.StartCluster s -> all.addAll(s.mix().releases());
                case Step.BeginPhase s -> all.addAll(s.mix().releases());
                case Step.ColdSwap s -> all.addAll(s.mix().releases());
                case Step.Roll s -> all.add(s.release());
                case Step.StartWorkloads _, Step.Lead _, Step.LeadMeta _, Step.BeginRoll _, Step.Dwell _ -> {}
                case Step.Settle _, Step.Check _, Step.Stop _ -> {}
            }
        }
        return Collections.unmodifiableSet(all);
    }
}
