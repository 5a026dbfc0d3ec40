package natscompat.mayhem.fault;

/** Thrown by {@link Fault#aim} when things stand so that the fault has nothing to hit; it then counts as not due. */
public final class NotPossible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason, for people. */
    public NotPossible(String why) {
        super(why);
    }
}
