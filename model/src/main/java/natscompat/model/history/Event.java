package natscompat.model.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;

/** What happened in a cell beside the operations; {@code at} is in nanoseconds on the cell's clock. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @Type(value = Event.CellBegan.class, name = "cell-began"),
    @Type(value = Event.StepBegan.class, name = "step-began"),
    @Type(value = Event.StepEnded.class, name = "step-ended"),
    @Type(value = Event.PhaseBegan.class, name = "phase-began"),
    @Type(value = Event.PhaseEnded.class, name = "phase-ended"),
    @Type(value = Event.RollBegan.class, name = "roll-began"),
    @Type(value = Event.Fault.class, name = "fault"),
    @Type(value = Event.ServerStarted.class, name = "server-started"),
    @Type(value = Event.ServerEnded.class, name = "server-ended"),
    @Type(value = Event.ServerOut.class, name = "server-out"),
    @Type(value = Event.ServerBack.class, name = "server-back"),
    @Type(value = Event.Liveness.class, name = "liveness"),
    @Type(value = Event.Leader.class, name = "leader"),
    @Type(value = Event.Stall.class, name = "stall"),
    @Type(value = Event.CpuPressure.class, name = "cpu-pressure"),
    @Type(value = Event.NotFormed.class, name = "not-formed"),
    @Type(value = Event.Settled.class, name = "settled"),
    @Type(value = Event.Replica.class, name = "replica"),
    @Type(value = Event.ConsumerReplica.class, name = "consumer-replica"),
    @Type(value = Event.LogAlarm.class, name = "log-alarm"),
    @Type(value = Event.Advisory.class, name = "advisory"),
    @Type(value = Event.AssetChanged.class, name = "asset-changed"),
    @Type(value = Event.Canary.class, name = "canary"),
    @Type(value = Event.WorkloadFailed.class, name = "workload-failed"),
    @Type(value = Event.Interrupted.class, name = "interrupted"),
    @Type(value = Event.Note.class, name = "note"),
    @Type(value = Event.CellEnded.class, name = "cell-ended")
})
public sealed interface Event {
    /** When, in nanoseconds on the cell's clock. */
    long at();

    /**
     * The first event of a cell.
     *
     * @param origin wall time of nanosecond 0
     */
    record CellBegan(long at, Instant origin, int cell) implements Event {}

    /** A step of the plan began. */
    record StepBegan(long at, int step, String text) implements Event {}

    /**
     * A step ended.
     *
     * @param outcome {@code ok}, or what went wrong
     */
    record StepEnded(long at, int step, String outcome) implements Event {}

    /** A phase of the plan began; the mix is what runs now. */
    record PhaseBegan(long at, int index, String name, List<String> mix, boolean liveness, int leastOperations)
            implements Event {}

    /** The phase ended: the next change of the mix begins, or settling. */
    record PhaseEnded(long at, int index) implements Event {}

    /**
     * A roll that is to begin with the meta leader begins.
     *
     * @param step of the plan that asks for it
     * @param leader who leads the meta group now; empty when nobody does
     * @param servers in the order in which they are rolled; whether the leader is the first of them is for the reader to see
     */
    record RollBegan(long at, int step, String leader, List<String> servers) implements Event {}

    /**
     * A fault came one step further.
     *
     * @param id of the planned fault
     * @param fault its kind
     * @param role as planned, in lower case
     * @param targets names of the servers it resolved to
     * @param releases the release of each target at that moment
     * @param detail what was seen, or why not
     */
    record Fault(
            long at,
            String id,
            String mode,
            String fault,
            FaultState state,
            String role,
            List<String> targets,
            List<String> releases,
            String detail)
            implements Event {}

    /**
     * A server answered for the first time in this life.
     *
     * @param release the release it was started as
     * @param version what varz reports
     * @param commit what varz reports, or empty
     * @param sha256 of the binary that the process really runs
     * @param life counts the starts of this server, from 1
     */
    record ServerStarted(
            long at,
            String server,
            int ordinal,
            String release,
            String version,
            String commit,
            String sha256,
            String serverId,
            long pid,
            int life)
            implements Event {}

    /**
     * A server's process is gone.
     *
     * @param told whether we ended it (roll, fault, stop)
     * @param exit its exit status; 128 + signal when a signal ended it
     * @param lastLog its last log lines, only when it was not told
     */
    record ServerEnded(
            long at, String server, String release, boolean told, int exit, long pid, int life, List<String> lastLog)
            implements Event {}

    /** From here on the server counts as out (SEMANTICS.md 6). */
    record ServerOut(long at, String server, String why) implements Event {}

    /** The server is healthy and caught up in every group. */
    record ServerBack(long at, String server, String seen) implements Event {}

    /** Whether operations have to succeed from here on: false while a group may lack a majority. */
    record Liveness(long at, boolean demanded, String why) implements Event {}

    /**
     * Who leads an asset, when it changed or was first seen.
     *
     * @param asset {@code meta}, {@code stream:NAME} or {@code consumer:STREAM/NAME}
     * @param server empty when nobody leads
     * @param release of that server at that moment, or empty
     * @param how {@code advisory}, {@code poll} or {@code moved}
     */
    record Leader(long at, String asset, String server, String release, String how) implements Event {}

    /**
     * Somebody did not get to run.
     *
     * @param who {@code runner}, {@code gc}, {@code history-queue} or {@code server:NAME}
     * @param millis how long
     */
    record Stall(long at, String who, long millis, String detail) implements Event {}

    /**
     * How busy the machine was, as its kernel tells (/proc/pressure/cpu). Judges nothing: for whoever reads about stalls.
     *
     * @param percent of the last ten seconds in which something that could run had to wait for a processor, 0 to 100
     */
    record CpuPressure(long at, int percent) implements Event {}

    /**
     * New servers that could reach each other, all up, did not become one healthy cluster.
     *
     * @param millis how long that was tried
     * @param starts how often they began with empty stores
     * @param detail what was missing at the end
     */
    record NotFormed(long at, long millis, int starts, String detail) implements Event {}

    /** Settling ended: whether all replicas came to agree, and after how long. */
    record Settled(long at, boolean ok, long millis, String detail) implements Event {}

    /** What one server says it stores of one stream, after settling (jsz). {@code at} is the same for one round. */
    record Replica(
            long at,
            String server,
            String release,
            String stream,
            boolean leader,
            long messages,
            long bytes,
            long firstSequence,
            long lastSequence,
            long deleted)
            implements Event {}

    /** What one server says of one consumer, after settling (jsz). */
    record ConsumerReplica(
            long at,
            String server,
            String release,
            String stream,
            String consumer,
            boolean leader,
            long deliveredStream,
            long ackFloorStream,
            long pendingAcks,
            long pending)
            implements Event {}

    /**
     * A line in a server's log that a healthy server does not write.
     *
     * @param pattern the pattern that it matched
     */
    record LogAlarm(long at, String server, String release, String pattern, String line) implements Event {}

    /** A JetStream advisory. */
    record Advisory(long at, String type, String asset, String text) implements Event {}

    /**
     * A change of a stream's configuration by a fault was acknowledged, and looked for after the heal.
     *
     * @param at when its absence or presence was seen
     * @param asset the stream
     * @param change what was changed
     * @param acknowledged when, on the same clock
     * @param kept whether it is still there
     * @param seen what the leader of the meta group said instead
     */
    record AssetChanged(long at, String asset, String change, long acknowledged, boolean kept, String seen)
            implements Event {}

    /** A promise was broken on purpose. */
    record Canary(long at, String name, String detail) implements Event {}

    /** A workload could not go on. */
    record WorkloadFailed(long at, String workload, String why) implements Event {}

    /** The cell was told to stop early. */
    record Interrupted(long at, String why) implements Event {}

    /** Something worth knowing when reading. */
    record Note(long at, String text) implements Event {}

    /**
     * The last event of a cell.
     *
     * @param outcome {@code completed}, {@code interrupted} or {@code crashed: why}
     */
    record CellEnded(long at, String outcome) implements Event {}
}
