package natscompat.cli.doctor;

/**
 * What was found about one thing.
 *
 * @param name of the thing
 * @param state how it is
 * @param seen what was seen, in one line
 * @param next what to do about it; empty when nothing
 */
public record Diagnosis(String name, State state, String seen, String next) {
    /** How a thing is. */
    public enum State {
        /** There, and as it should be. */
        GOOD("ok"),
        /** Works, with a drawback. */
        WEAK("note"),
        /** Missing: runs will fail. */
        MISSING("missing");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** How the screen says it. */
        public String word() {
            return word;
        }
    }

    static Diagnosis good(String name, String seen) {
        return new Diagnosis(name, State.GOOD, seen, "");
    }

    static Diagnosis weak(String name, String seen, String next) {
        return new Diagnosis(name, State.WEAK, seen, next);
    }

    static Diagnosis missing(String name, String seen, String next) {
        return new Diagnosis(name, State.MISSING, seen, next);
    }
}
