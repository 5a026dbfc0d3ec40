package natscompat.model.failure;

/** Carries a {@link Failure} to whoever can say it. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    /** Wraps the failure; the message is its text. */
    public FailureException(Failure failure) {
        super(failure.text());
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }

    /** Adds the technical cause, for the log. */
    public FailureException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }
}
