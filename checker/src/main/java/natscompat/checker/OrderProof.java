package natscompat.checker;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import natscompat.checker.index.Index;
import natscompat.model.history.Event;
import natscompat.model.plan.Step;

/**
 * Whether each roll that was to begin with the meta leader did: the server that led when the roll began was the first to be
 * taken out, and nobody else was seen to lead before that. A roll that begins with another server fails nothing, so this
 * looks for it; it is not excused by a broken quorum either, since such a cell shows nothing of that order.
 */
final class OrderProof {
    private static final String META = "meta";

    private OrderProof() {}

    /** What is not shown, in words. */
    static List<String> missing(Index index) {
        List<String> missing = new ArrayList<>();
        for (Step step : index.cell().steps()) {
            if (step instanceof Step.BeginRoll begin) {
                otherwise(index, begin.number()).ifPresent(how -> missing.add(
                        "step " + begin.number() + ": no roll was seen to begin with the meta leader: " + how));
            }
        }
        return List.copyOf(missing);
    }

    /** How the roll of that step began instead; empty when it began with the leader. */
    private static Optional<String> otherwise(Index index, int step) {
        Optional<Event.RollBegan> began = index.events(Event.RollBegan.class).stream()
                .filter(event -> event.step() == step)
                .findFirst();
        return began.isEmpty() ? Optional.of("it never began") : otherwise(index, began.get());
    }

    private static Optional<String> otherwise(Index index, Event.RollBegan roll) {
        String leader = roll.leader();
        if (leader.isEmpty()) {
            return Optional.of("nobody led");
        }
        Optional<Event.ServerOut> first = index.events(Event.ServerOut.class).stream()
                .filter(event -> event.at() >= roll.at())
                .min(Comparator.comparingLong(Event.ServerOut::at));
        if (first.isEmpty()) {
            return Optional.of("nobody was rolled after it began, while " + leader + " led");
        }
        if (!first.get().server().equals(leader)) {
            return Optional.of(first.get().server() + " was rolled first, while " + leader + " led");
        }
        return lastSeen(index, first.get().at())
                .filter(seen -> !seen.equals(leader))
                .map(seen -> seen + " led when " + leader + " was rolled first");
    }

    /** The last meta leader that somebody saw by then. */
    private static Optional<String> lastSeen(Index index, long at) {
        return index.events(Event.Leader.class).stream()
                .filter(event -> event.asset().equals(META) && event.at() <= at && !event.server().isEmpty())
                .max(Comparator.comparingLong(Event.Leader::at))
                .map(Event.Leader::server);
    }
}
