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
     * @param name of the mix
     * @param releases in it, more than one
     * @param phases by index, those with a dwell
     */
    record Stay(String name, Set<String> releases, List<Integer> phases) {}

    static List<Stay> of(Cell cell) {
        List<Stay> stays = new ArrayList<>();
        Mix before = null;
        Step.BeginPhase now = null;
        for (Step step : cell.steps()) {
            if (step instanceof Step.BeginPhase phase) {
                now = phase;
            } else if (step instanceof Step.Dwell && now != null) {
                if (now.mix().mixed()) {
                    if (!now.mix().equals(before)) {
                        stays.add(new Stay(now.mix().toString(), new LinkedHashSet<>(now.mix().releases()),
                                new ArrayList<>()));
                    }
                    stays.getLast().phases().add(now.index());
                }
                before = now.mix();
            }
        }
        return stays;
    }
}
