package natscompat.planner;

/** The words of the step {@code lead}, in one place, since a control needs them with another name. */
final class Leads {
    private Leads() {}

    static String onto(String release) {
        return "onto " + release;
    }
}
