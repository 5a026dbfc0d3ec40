package natscompat.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import natscompat.checker.MixedStays.Stay;
import natscompat.checker.index.Index;
import natscompat.checker.index.Streams;
import natscompat.model.history.Operation;
import natscompat.model.plan.Step;

/**
 * Whether the moves of leaders that a plan has came to something: in each mix the release that they were for led the meta
 * group and a stream of each workload. A move that did not come about is no failure of its step, so this looks for it.
 * Nothing is asked where a group may have lacked its majority when leaders were moved.
 */
final class LeadProof {
    private static final String META = "meta";
    private static final String DONE = "ok";
    private static final String NOT_MOVED = "not moved: ";
    private static final String META_ELSEWHERE = META + " (led by ";

    private final Index index;
    private final Map<String, Set<String>> streams = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();

    private LeadProof(Index index) {
        this.index = index;
    }

    /** What is not shown, in words. */
    static List<String> missing(Index index) {
        LeadProof proof = new LeadProof(index);
        proof.streams();
        MixedStays.of(index.cell()).forEach(proof::stay);
        return List.copyOf(proof.missing);
    }

    private void streams() {
        // With fewer replicas than servers a stream may have no peer of that release: only the meta group is everywhere.
        if (index.cell().dimensions().replicas() < index.cell().dimensions().servers()) {
            return;
        }
        for (Operation op : index.operations()) {
            if (!Streams.of(op).isEmpty()) {
                streams.computeIfAbsent(op.workload(), key -> new TreeSet<>()).add("stream:" + Streams.of(op));
            }
        }
    }

    private void stay(Stay stay) {
        if (stay.phases().stream().allMatch(phase -> index.timeline().phase(phase).isEmpty())) {
            return;
        }
        for (String release : stay.releases()) {
            List<Step.Lead> leads = stay.leads(release);
            if (leads.isEmpty() || leads.stream().anyMatch(this::doneOrExcused)) {
                continue;
            }
            String why = " while mixed as " + stay.name() + ": " + said(leads);
            if (leads.stream().noneMatch(this::movedMeta) && !led(META, release, stay)) {
                missing.add(release + " did not lead the meta group" + why);
            }
            streams.forEach((workload, all) -> {
                if (all.stream().noneMatch(stream -> led(stream, release, stay))) {
                    missing.add(release + " led no stream of " + workload + why);
                }
            });
        }
    }

    /** The runner says ok only when it has seen every leader where it should be. */
    private boolean doneOrExcused(Step.Lead lead) {
        return index.steps()
                .ended(lead.number())
                .filter(end -> end.outcome().equals(DONE) || index.demand().excused(end.at()))
                .isPresent();
    }

    /** A move names what did not come where it should: what it does not name was seen there. */
    private boolean movedMeta(Step.Lead lead) {
        return index.steps()
                .ended(lead.number())
                .filter(end -> end.outcome().startsWith(NOT_MOVED) && !end.outcome().contains(META_ELSEWHERE))
                .isPresent();
    }

    private String said(List<Step.Lead> leads) {
        return leads.stream()
                .flatMap(lead -> index.steps().ended(lead.number()).stream())
                .map(end -> "step " + end.step() + " " + end.outcome())
                .reduce((one, other) -> one + "; " + other)
                .orElse("no record of its move");
    }

    private boolean led(String asset, String release, Stay stay) {
        return stay.phases().stream()
                .flatMap(phase -> index.timeline().phase(phase).stream())
                .anyMatch(phase -> index.leaders().led(asset, release, phase.span()));
    }
}
