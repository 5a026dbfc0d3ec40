package natscompat.model.event;

import java.time.Duration;

/** What {@code start} and {@code delete-all} tell whoever shows it. Emitted by one thread. */
public sealed interface DeployEvent {
    /**
     * Work begins.
     *
     * @param what in words: {@code starting 2 x v2.12.15 + 1 x v2.14.5}
     * @param where namespace and API server
     */
    record Began(String what, String where) implements DeployEvent {}

    /**
     * Something was done to an object, or found to be done already.
     *
     * @param object as kubectl names it: {@code statefulset/nats}
     * @param result {@code created}, {@code changed}, {@code unchanged}, {@code kept}, {@code deleted} ...
     */
    record Done(String object, String result) implements DeployEvent {}

    /**
     * A wait goes on; told whenever what is seen changes.
     *
     * @param goal what is waited for: {@code claims bound}
     * @param seen what is missing
     */
    record Waits(String goal, String seen) implements DeployEvent {}

    /** What was waited for is there. */
    record Reached(String goal, Duration took) implements DeployEvent {}

    /** Worth a line. */
    record Note(String text) implements DeployEvent {}

    /** All is done; the last event where nothing fails. */
    record Ended(String text) implements DeployEvent {}

    /** Who wants to know. */
    @FunctionalInterface
    interface Listener {
        /** Takes an event; must return at once. */
        void on(DeployEvent event);
    }
}
