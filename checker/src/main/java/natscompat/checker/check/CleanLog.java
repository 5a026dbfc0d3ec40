package natscompat.checker.check;

import java.util.Locale;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;
import natscompat.model.plan.Dimensions;

/**
 * Servers write no line that a healthy server does not write. Lines about a lost quorum are expected while a server is
 * out or being started, for 60 s after it, and outside the load (servers that start and stop lack each other); they say
 * nothing where groups have more than three members. A server whose store we harmed may say so until it is back, and may not
 * panic.
 */
final class CleanLog implements Check {
    /** What no store explains, however damaged. */
    private static final String PANIC = "panic";
    private static final long AFTER = 60 * Span.SECOND;
    /** Grows groups to as many members as there are servers, up to five. */
    private static final String SCALING = "scale-stream";

    /**
     * A follower hears of its leader alone, and writes that there is no quorum whenever the leader changes if itself and that
     * one are none: in healthy groups of more than three (nats-server v2.9.25 to v2.14.5, raft.go, {@code Quorum}).
     */
    private static final int HEARS_A_QUORUM = 3;

    @Override
    public Promise promise() {
        return new Promise(
                "clean-log",
                "A healthy server logs no panic, no reset of a group and no damaged store",
                PromiseKind.LOG,
                "the messages of nats-server themselves; nats-server #4875, #6888, #7549");
    }

    @Override
    public String line() {
        return "looks for log lines of panics, resets, mismatches and lost quorums";
    }

    @Override
    public void look(Index index, Reds reds) {
        boolean telling = mostMembers(index) <= HEARS_A_QUORUM;
        for (Event.LogAlarm alarm : index.events(Event.LogAlarm.class)) {
            if (!alarm.pattern().equals(PANIC) && index.faults().harmed(alarm.server(), alarm.at())) {
                continue;
            }
            if (!aboutQuorum(alarm) || (telling && index.demand().at(alarm.at()) && calm(index, alarm.at()))) {
                Anomaly anomaly = new Anomaly("alarm", "a server wrote \"" + alarm.pattern() + "\"");
                reds.add(anomaly, "", alarm.server(), new Span(alarm.at(), alarm.at()), false, () ->
                        "%s (%s) wrote: %s".formatted(alarm.server(), alarm.release(), alarm.line()));
            }
        }
    }

    private static boolean aboutQuorum(Event.LogAlarm alarm) {
        return (alarm.pattern() + alarm.line()).toLowerCase(Locale.ROOT).contains("quorum");
    }

    private static int mostMembers(Index index) {
        Dimensions size = index.cell().dimensions();
        boolean scaled = index.events(Event.Fault.class).stream().anyMatch(fault -> fault.fault().equals(SCALING));
        return scaled ? size.servers() : size.replicas();
    }

    private static boolean calm(Index index, long at) {
        return !index.faults().somebodyOut(at, AFTER)
                && index.stalls().excusing(new Span(at - AFTER, at)).isEmpty();
    }
}
