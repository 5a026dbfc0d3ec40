package natscompat.mayhem.fault;

/**
 * One inject/heal pair. Called in the order of its methods; {@link #heal} may come at any time after {@link #inject}
 * began, and more than once. Every wait inside is bounded. What goes wrong is thrown as a RuntimeException whose message
 * is for people.
 */
public interface Injection {
    /** Does it. */
    void inject();

    /**
     * Waits until its effect shows from outside.
     *
     * @return what was seen
     */
    String observe();

    /** Undoes whatever of it is still there; does nothing when nothing is. */
    void heal();

    /**
     * Waits until its effect is seen to be gone.
     *
     * @return what was seen
     */
    String observeHealed();
}
