package natscompat.checker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;

/** The mixes in which a plan stays for a while, one after the other; phases of one mix in a row are one stay. */
final class MixedStays {
    private MixedStays() {}

    /**
     * One mix, for some time.
     *
     * @param mix of more than one release
     * @param phases by index, those with a dwell
     * @param leads moves of leaders in it
     */
    record Stay(Mix mix, List<Integer> phases, List<Step.Lead> leads) {
        /** For people. */
        String name() {
            return mix.toString();
        }

        /** In it. */
        Set<String> releases() {
            return new LinkedHashSet<>(mix.releases());
        }

        /** The moves of leaders onto that release. */
        List<Step.Lead> leads(String release) {
            return leads.stream()
                    .filter(lead -> mix.ordinals(release).containsAll(lead.ordinals()))
                    .toList();
        }
    }

    static List<Stay> of(Cell cell) {
        List<Stay> stays = new ArrayList<>();
        List<Step.Lead> leads = new ArrayList<>();
        Mix before = null;
        Step.BeginPhase now = null;
        for (Step step : cell.steps()) {
            if (step instanceof Step.BeginPhase phase) {
                now = phase;
                leads.clear();
            } else if (step instanceof Step.Lead lead) {
                leads.add(lead);
            } else if (step instanceof Step.Dwell && now != null) {
                if (now.mix().mixed()) {
                    if (!now.mix().equals(before)) {
                        stays.add(new Stay(now.mix(), new ArrayList<>(), new ArrayList<>()));
                    }
                    stays.getLast().phases().add(now.index());
                    stays.getLast().leads().addAll(leads);
                }
                leads.clear();
                before = now.mix();
            }
        }
        return stays;
    }
}
