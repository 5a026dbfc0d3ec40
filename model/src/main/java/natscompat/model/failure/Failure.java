package natscompat.model.failure;

import java.util.Objects;

/**
 * One thing that went wrong, said to a person.
 *
 * @param category whose affair it is; decides the exit code
 * @param tried what was tried and on what, as a clause: "resolve v2.99.0 in ../nats-server"
 * @param why the reason, as a clause: "no such tag, branch or commit; near: v2.9.9"
 * @param next what the reader can do now, as a sentence
 */
public record Failure(Category category, String tried, String why, String next) {
    /** Checks that nothing is missing. */
    public Failure {
        Objects.requireNonNull(category, "category is null");
        Objects.requireNonNull(tried, "tried is null");
        Objects.requireNonNull(why, "why is null");
        Objects.requireNonNull(next, "next is null");
    }

    /** Wrong input by the user: arguments, files, names. */
    public static FailureException input(String tried, String why, String next) {
        return new Failure(Category.INPUT, tried, why, next).asException();
    }

    /** The machine lacks something: a tool, room, an address. */
    public static FailureException environment(String tried, String why, String next) {
        return new Failure(Category.ENVIRONMENT, tried, why, next).asException();
    }

    /** A release could not be fetched or built. */
    public static FailureException build(String tried, String why, String next) {
        return new Failure(Category.BUILD, tried, why, next).asException();
    }

    /** A cluster could not be brought to where the plan wants it. */
    public static FailureException deploy(String tried, String why, String next) {
        return new Failure(Category.DEPLOY, tried, why, next).asException();
    }

    /** A workload could not be set up or read back. */
    public static FailureException workload(String tried, String why, String next) {
        return new Failure(Category.WORKLOAD, tried, why, next).asException();
    }

    /** Something of ours that should not have happened. */
    public static FailureException bug(String tried, String why, String next) {
        return new Failure(Category.BUG, tried, why, next).asException();
    }

    /** Wraps this for throwing. */
    public FailureException asException() {
        return new FailureException(this);
    }

    /** The one shape in which every error is printed. */
    public String text() {
        return "tried: " + tried + System.lineSeparator() + "failed because: " + why + System.lineSeparator()
                + "next: " + next;
    }
}
