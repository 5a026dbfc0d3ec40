package natscompat.checker.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;
import org.jspecify.annotations.Nullable;

/** How the steps of a cell ended. Immutable. */
public final class Steps {
    private static final String FAILED = "failed: ";

    private final List<Failed> failed;
    private final Map<Integer, Event.StepEnded> ended = new HashMap<>();

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
            } else if (event instanceof Event.StepEnded e) {
                ended.put(e.step(), e);
                if (e.outcome().startsWith(FAILED)) {
                    failed(cell, began.get(e.step()), e).ifPresent(found::add);
                }
            }
        }
        failed = List.copyOf(found);
    }

    private static Optional<Failed> failed(Cell cell, Event.@Nullable StepBegan from, Event.StepEnded to) {
        return planned(cell, to.step()).map(step -> new Failed(
                step,
                from == null ? "" : from.text(),
                to.outcome().substring(FAILED.length()),
                Span.between(from == null ? to.at() : from.at(), to.at())));
    }

    private static Optional<Step> planned(Cell cell, int number) {
        return cell.steps().stream().filter(step -> step.number() == number).findFirst();
    }

    /** How the step of that number ended; empty when it never did. */
    public Optional<Event.StepEnded> ended(int number) {
        return Optional.ofNullable(ended.get(number));
    }

    /** Those that failed, in the order in which they ended. */
    public List<Failed> failed() {
        return failed;
    }
}
