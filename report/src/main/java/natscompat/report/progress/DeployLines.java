package natscompat.report.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.event.DeployEvent;
import natscompat.report.text.Figures;

/** Events of a start or a deletion as lines. What was found to be right already is counted, not named. Not thread-safe. */
final class DeployLines {
    private static final Set<String> AS_IT_WAS = Set.of("unchanged", "kept");
    private int asItWas;
    private Optional<DeployEvent.Waits> waiting = Optional.empty();

    /** The lines of an event that stay; a wait that goes on has none. */
    List<String> lines(DeployEvent event) {
        List<String> lines = new ArrayList<>();
        boolean counts = event instanceof DeployEvent.Done done && AS_IT_WAS.contains(done.result());
        if (!counts && !(event instanceof DeployEvent.Done) && asItWas > 0) {
            lines.add(Figures.count(asItWas, "object") + " as before");
            asItWas = 0;
        }
        switch (event) {
            case DeployEvent.Began e -> lines.add(e.what() + " in " + e.where());
            case DeployEvent.Done e -> {
                if (counts) {
                    asItWas++;
                } else {
                    lines.add(e.result() + " " + e.object());
                }
            }
            case DeployEvent.Waits e -> waiting = Optional.of(e);
            case DeployEvent.Reached e -> {
                waiting = Optional.empty();
                lines.add(e.goal() + " after " + Figures.time(e.took()));
            }
            case DeployEvent.Note e -> lines.add(e.text());
            case DeployEvent.Ended e -> {
                waiting = Optional.empty();
                lines.add(e.text());
            }
        }
        return lines;
    }

    /** What is waited for now, and what is missing. */
    Optional<String> waiting() {
        return waiting.map(wait -> "waiting for " + wait.goal() + ": " + wait.seen());
    }
}
