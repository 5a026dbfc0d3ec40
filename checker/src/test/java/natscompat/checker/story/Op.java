package natscompat.checker.story;

import java.util.Arrays;
import java.util.List;
import natscompat.checker.index.Span;
import natscompat.model.history.Attempt;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;

/** An operation being told: what is not said is empty. Times are in milliseconds. */
public final class Op {
    private final long id;
    private final OperationKind kind;
    private final String workload;
    private final String asset;
    private String client = "c1";
    private String server = "n1";
    private String key = "";
    private String value = "";
    private long sequence;
    private long expected;
    private long count;
    private String leader = "";
    private String note = "";
    private long invoked;
    private long completed;
    private Outcome outcome = Outcome.OK;
    private List<Attempt> attempts = List.of();
    private String error = "";

    Op(long id, OperationKind kind, String workload, String asset) {
        this.id = id;
        this.kind = kind;
        this.workload = workload;
        this.asset = asset;
    }

    /** From when to when, in milliseconds. */
    public Op at(long from, long to) {
        invoked = from * Span.MILLISECOND;
        completed = to * Span.MILLISECOND;
        return this;
    }

    /** Begins and ends 5 ms later. */
    public Op at(long from) {
        return at(from, from + 5);
    }

    /** Its message id or key, whose payload is told by its name. */
    public Op key(String newKey) {
        key = newKey;
        return this;
    }

    /** Its payload. */
    public Op value(String newValue) {
        value = newValue;
        return this;
    }

    /** Its sequence. */
    public Op seq(long newSequence) {
        sequence = newSequence;
        return this;
    }

    /** The revision that it demands. */
    public Op expecting(long revision) {
        expected = revision;
        return this;
    }

    /** Its count. */
    public Op count(long newCount) {
        count = newCount;
        return this;
    }

    /** Who led. */
    public Op leader(String name) {
        leader = name;
        return this;
    }

    /** Its note. */
    public Op note(String text) {
        note = text;
        return this;
    }

    /** Who invoked it, through which server. */
    public Op by(String newClient, String newServer) {
        client = newClient;
        server = newServer;
        return this;
    }

    /** It certainly did nothing. */
    public Op fail(String why) {
        outcome = Outcome.FAIL;
        error = why;
        return this;
    }

    /** Nobody knows. */
    public Op info(String why) {
        outcome = Outcome.INFO;
        error = why;
        return this;
    }

    /** It was tried more than once; each attempt ended so. */
    public Op tries(Outcome... outcomes) {
        attempts = Arrays.stream(outcomes)
                .map(o -> new Attempt(invoked, completed, o, o == Outcome.OK ? "" : "timeout"))
                .toList();
        return this;
    }

    Operation told() {
        return new Operation(id, workload, client, server, kind, asset, key, value, sequence, expected, count, leader,
                note, invoked, completed, outcome, attempts, error);
    }
}
