package natscompat.planner.walk;

/** One change on the way from a mix to the next. */
public sealed interface Move {
    /** One server is restarted on a release, with its store. */
    record RollTo(int ordinal, String release) implements Move {}

    /** Every server is stopped, then started on the release, with the same stores. */
    record SwapAll(String release) implements Move {}

    /** The meta leader is moved onto the server that is rolled last. */
    record MetaTo(int ordinal) implements Move {}
}
