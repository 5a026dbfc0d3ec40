package natscompat.cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs the verb and ends the process with its exit code. */
    public static void main(String[] args) {
        System.out.println("hello " + String.join("|", args));
        System.exit(0);
    }
}
