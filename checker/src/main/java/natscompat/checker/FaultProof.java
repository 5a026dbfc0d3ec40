package natscompat.checker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.checker.index.Index;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Whether the planned faults happened, and were over in the end. A single fault that was not due is not missing, but a
 * mode of which none was observed shows nothing, nor does a mix in which it was not.
 *
 * @param due planned faults whose time came
 * @param observed those whose effect was seen
 * @param missing what is not shown, in words
 */
record FaultProof(int due, int observed, List<String> missing) {
    /** A fault of the plan and the phase that it lies in. */
    private record Planned(int phase, PlannedFault fault, Set<FaultState> seen, @Nullable String detail) {
        boolean observed() {
            return seen.contains(FaultState.OBSERVED);
        }

        boolean due() {
            return !seen.contains(FaultState.NOT_DUE);
        }

        private String text(String what) {
            return "fault " + fault.id() + " (" + fault.fault() + ") " + what
                    + (detail == null || detail.isEmpty() ? "" : ": " + detail);
        }

        /** What of it is not shown. */
        List<String> missing() {
            if (!due()) {
                return List.of();
            }
            if (!observed()) {
                return List.of(text("was not observed"));
            }
            boolean healed = seen.contains(FaultState.HEALED) && !seen.contains(FaultState.FAILED);
            return healed ? List.of() : List.of(text("was not seen to heal"));
        }
    }

    static FaultProof of(Index index) {
        List<Planned> planned = planned(index);
        List<String> missing = new ArrayList<>();
        int observed = (int) planned.stream().filter(Planned::observed).count();
        if (!planned.isEmpty() && observed == 0) {
            missing.add("none of " + planned.size() + " planned faults was observed");
        } else {
            missing.addAll(modes(planned));
            missing.addAll(mixes(index, planned));
        }
        planned.forEach(fault -> missing.addAll(fault.missing()));
        return new FaultProof((int) planned.stream().filter(Planned::due).count(), observed, List.copyOf(missing));
    }

    private static List<Planned> planned(Index index) {
        Map<String, Set<FaultState>> states = new HashMap<>();
        Map<String, String> details = new HashMap<>();
        for (Event.Fault f : index.events(Event.Fault.class)) {
            states.computeIfAbsent(f.id(), key -> EnumSet.noneOf(FaultState.class)).add(f.state());
            if (f.state() == FaultState.FAILED) {
                details.put(f.id(), f.detail());
            }
        }
        List<Planned> planned = new ArrayList<>();
        int phase = -1;
        for (Step step : index.cell().steps()) {
            if (step instanceof Step.BeginPhase begin) {
                phase = begin.index();
            } else if (step instanceof Step.Dwell dwell) {
                for (PlannedFault fault : dwell.faults()) {
                    planned.add(new Planned(
                            phase, fault, states.getOrDefault(fault.id(), Set.of()), details.get(fault.id())));
                }
            }
        }
        return planned;
    }

    /** Several modes in one cell: what one of them did says nothing about the others. */
    private static List<String> modes(List<Planned> planned) {
        return never(planned).map(text -> text + " was observed").toList();
    }

    /**
     * The plan has a fault of each mode in each mix (SEMANTICS.md 6). A mix that was never entered is missing for itself, and
     * so is a mode that was never observed at all.
     */
    private static List<String> mixes(Index index, List<Planned> planned) {
        Set<String> seen = planned.stream()
                .filter(Planned::observed)
                .map(fault -> fault.fault().mode())
                .collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        for (MixedStays.Stay stay : MixedStays.of(index.cell())) {
            if (stay.phases().stream().anyMatch(phase -> index.timeline().phase(phase).isPresent())) {
                List<Planned> inIt = planned.stream()
                        .filter(fault -> stay.phases().contains(fault.phase()))
                        .filter(fault -> seen.contains(fault.fault().mode()))
                        .toList();
                never(inIt).forEach(text -> missing.add(text + " was observed while mixed as " + stay.name()));
            }
        }
        return missing;
    }

    /** The modes among these of which nothing was observed, in words. */
    private static Stream<String> never(List<Planned> some) {
        Map<String, List<Planned>> modes = new LinkedHashMap<>();
        some.forEach(fault ->
                modes.computeIfAbsent(fault.fault().mode(), mode -> new ArrayList<>()).add(fault));
        return modes.entrySet().stream()
                .filter(mode -> mode.getValue().stream().noneMatch(Planned::observed))
                .map(mode -> "none of " + mode.getValue().size() + " planned faults of " + mode.getKey());
    }
}
