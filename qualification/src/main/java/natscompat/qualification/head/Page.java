package natscompat.qualification.head;

import java.time.Instant;
import java.util.List;
import natscompat.model.event.RunEvent;

/**
 * What the command line hears when it follows a run.
 *
 * @param told events from the number that was asked for on
 * @param now where the running cells are; only when there is nothing newer to tell
 * @param next the number to ask for next
 * @param ended whether nothing more will come
 * @param at time of the head, with which those of the events are compared
 */
record Page(List<EventLog.Told> told, List<RunEvent.CellProgress> now, long next, boolean ended, Instant at) {
    Page {
        told = List.copyOf(told);
        now = List.copyOf(now);
    }
}
