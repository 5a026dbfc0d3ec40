package natscompat.model.history;

import java.util.Objects;

/**
 * One try of an operation.
 *
 * @param invoked nanoseconds on the cell's clock
 * @param completed nanoseconds on the cell's clock
 * @param outcome how it ended
 * @param error the error as the client saw it, shortened; empty when ok
 */
public record Attempt(long invoked, long completed, Outcome outcome, String error) {
    /** A missing error reads as none. */
    public Attempt {
        error = Objects.requireNonNullElse(error, "");
    }
}
