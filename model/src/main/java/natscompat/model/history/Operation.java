package natscompat.model.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a client with its invocation and completion; the unit of the history. What the general fields mean
 * for a kind stands at {@link OperationKind}. Payloads are kept as {@link Payload#text()}: length and hash.
 *
 * @param id unique in the cell
 * @param workload the workload that invoked it
 * @param client name of the client connection
 * @param server the server that the client was connected to
 * @param kind what it does
 * @param asset stream, bucket, or stream/consumer
 * @param key message id or key
 * @param value payload as length and hash, or empty
 * @param sequence stream sequence or revision, 0 for none
 * @param expected revision that a compare-and-set demanded, 0 for none
 * @param count see the kind
 * @param leader who led the asset where the client made sure of it (final reads); else empty
 * @param note see the kind
 * @param invoked nanoseconds on the cell's clock
 * @param completed nanoseconds on the cell's clock
 * @param outcome the join of its attempts
 * @param attempts empty when there was one, which then is the operation's own times, outcome and error
 * @param error of the last attempt that was not ok
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Operation(
        long id,
        String workload,
        String client,
        String server,
        OperationKind kind,
        String asset,
        String key,
        String value,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long sequence,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long expected,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long count,
        String leader,
        String note,
        long invoked,
        long completed,
        Outcome outcome,
        List<Attempt> attempts,
        String error) {
    /**
     * What is missing in the document is empty here. Equal texts are one object: a message's key and payload stand in six
     * operations and more, and a history of an hour is judged as objects.
     */
    public Operation {
        workload = shared(workload);
        client = shared(client);
        server = shared(server);
        asset = shared(asset);
        key = shared(key);
        value = shared(value);
        leader = shared(leader);
        note = shared(note);
        error = shared(error);
        attempts = attempts == null ? List.of() : List.copyOf(attempts);
    }

    private static String shared(@Nullable String text) {
        return text == null ? "" : text.intern();
    }

    /** Whether it certainly happened. */
    @JsonIgnore
    public boolean ok() {
        return outcome == Outcome.OK;
    }
}
