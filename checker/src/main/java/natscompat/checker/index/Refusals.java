package natscompat.checker.index;

import java.util.regex.Pattern;
import natscompat.model.history.Operation;
import natscompat.model.history.Outcome;

/** What the error of an operation says (numbers: errors.json of nats-server; facts/nats.md 5.3). Stateless. */
public final class Refusals {
    private static final Pattern WRONG_LAST = Pattern.compile("\\b10071\\b");
    private static final Pattern ANSWERED = Pattern.compile("\\b(10071|10164)\\b");
    private static final Pattern NOT_FOUND = Pattern.compile("\\b10059\\b");
    private static final Pattern SETTLES_NOTHING = Pattern.compile("\\b(10158|10071|10164|10059|10058)\\b");

    private Refusals() {}

    /** Whether a first try was refused with "wrong last sequence": 10071. On a retry that says nothing. */
    public static boolean wrongLastSequence(Operation op) {
        return op.outcome() == Outcome.FAIL
                && op.attempts().size() <= 1
                && WRONG_LAST.matcher(op.error()).find();
    }

    /** Whether the service answered: ok, or a refusal that only a working leader can give. */
    public static boolean served(Operation op) {
        return op.ok() || ANSWERED.matcher(op.error()).find();
    }

    /** Whether the stream was said not to exist: 10059. */
    public static boolean notFound(Operation op) {
        return op.outcome() == Outcome.FAIL && NOT_FOUND.matcher(op.error()).find();
    }

    /**
     * Whether the operation certainly did nothing. After a retry the errors that an earlier attempt of the same operation
     * can cause settle nothing (SEMANTICS.md 1), whatever the client made of them.
     */
    public static boolean certainlyFailed(Operation op) {
        return op.outcome() == Outcome.FAIL
                && (op.attempts().size() <= 1
                        || !SETTLES_NOTHING.matcher(op.error()).find());
    }
}
