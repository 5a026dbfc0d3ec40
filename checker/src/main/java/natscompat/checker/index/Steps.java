package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;

/** How the steps of a cell ended. Immutable. */
public final class Steps {
    private static final String FAILED = "failed: ";

    private final List<Failed> failed;

    /**
     * A step that did not come to where the plan wanted it.
     *
     * @param step as planned
     * @param text what it does
     * @param why what was last seen
     * @param span from its beginning to its end
     */
    public record Failed(Step step, String text, String why, Span span) {
        /** Its number in the plan. */
        public int number() {
            return step.number();
        }
    }

    Steps(Cell cell, List<Event> events) {
        Map<Integer, Event.StepBegan> began = new HashMap<>();
        List<Failed> found = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof Event.StepBegan b) {
                began.put(b.step(), b);
            } else if (event instanceof Event.StepEnded e && e.outcome().startsWith(FAILED)) {
                Event.StepBegan from = began.get(e.step());
                planned(cell, e.step()).ifPresent(step -> found.add(new Failed(
                        step,
                        from == null ? "" : from.text(),
                        e.outcome().substring(FAILED.length()),
                        Span.between(from == null ? e.at() : from.at(), e.at()))));
            }
        }
        failed = List.copyOf(found);
    }

    private static Optional<Step> planned(Cell cell, int number) {
        return cell.steps().stream().filter(step -> step.number() == number).findFirst();
    }

    /** Those that failed, in the order in which they ended. */
    public List<Failed> failed() {
        return failed;
    }
}
