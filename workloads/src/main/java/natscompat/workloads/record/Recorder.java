package natscompat.workloads.record;

import java.util.List;
import natscompat.model.history.Attempt;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.RunClock;

/** Writes the operations of one workload. Thread-safe. */
public final class Recorder {
    private final String workload;
    private final HistoryWriter history;
    private final RunClock clock;

    /** Writes for this workload. */
    public Recorder(String workload, HistoryWriter history, RunClock clock) {
        this.workload = workload;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Begins an operation; nothing is written before {@link Invocation#complete}.
     *
     * @param client name of the connection
     * @param server that it is pinned to
     */
    public Invocation begin(String client, String server, OperationKind kind, String asset) {
        return new Invocation(this, client, server, kind, asset);
    }

    /** Writes something that a client received: it begins and ends at this moment. */
    public void received(String client, String server, OperationKind kind, String asset, Seen seen) {
        long now = clock.nanos();
        write(client, server, kind, asset, seen, List.of(), now, now, Outcome.OK, "");
    }

    /** Writes something that was read, and when the reading of the whole began. */
    public void read(String client, String server, OperationKind kind, String asset, Seen seen, long began) {
        write(client, server, kind, asset, seen, List.of(), began, clock.nanos(), Outcome.OK, "");
    }

    void admit() {
        history.admit();
    }

    long now() {
        return clock.nanos();
    }

    void write(
            String client,
            String server,
            OperationKind kind,
            String asset,
            Seen seen,
            List<Attempt> attempts,
            long invoked,
            long completed,
            Outcome outcome,
            String error) {
        history.record(new Operation(
                history.nextId(), workload, client, server, kind, asset, seen.key(), seen.value(), seen.sequence(),
                seen.expected(), seen.count(), seen.leader(), seen.note(), invoked, completed, outcome, attempts, error));
    }
}
