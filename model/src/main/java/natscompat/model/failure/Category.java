package natscompat.model.failure;

/** Whose affair a failure is. The exit code is DESIGN.md's: 254 before anything ran, 255 where it is our fault. */
public enum Category {
    /** Arguments, files or names that the user gave. */
    INPUT(254),
    /** A tool, room or address that the machine lacks. */
    ENVIRONMENT(254),
    /** A release that cannot be fetched or compiled. */
    BUILD(254),
    /** A cluster that cannot be brought to where the plan wants it. */
    DEPLOY(255),
    /** A workload that cannot be set up or read back. */
    WORKLOAD(255),
    /** A check that cannot read its evidence. */
    CHECK(255),
    /** Our own bug. */
    BUG(255);

    private final int exitCode;

    Category(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that ends with such a failure. */
    public int exitCode() {
        return exitCode;
    }
}
