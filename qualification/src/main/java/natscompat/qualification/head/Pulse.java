package natscompat.qualification.head;

import java.util.List;
import natscompat.model.event.RunEvent;

/**
 * What a runner tells about once a second.
 *
 * @param cell its number
 * @param attempt the runner's
 * @param events where the cell is, notes, trouble
 */
record Pulse(int cell, int attempt, List<RunEvent> events) {
    Pulse {
        events = List.copyOf(events);
    }

    /**
     * What it hears.
     *
     * @param late whether somebody else has the cell by now: give up
     * @param stop why the run is to end early, or empty
     */
    record Reply(boolean late, String stop) {}
}
