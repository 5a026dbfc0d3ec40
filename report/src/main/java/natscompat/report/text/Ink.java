package natscompat.report.text;

/** What a piece of text means to the eye; drawn only where {@link Style#colour()} says so. */
public enum Ink {
    /** As it is. */
    PLAIN(""),
    /** All is well. */
    GOOD("32"),
    /** Broken. */
    BAD("1;31"),
    /** Not proven, suspect, worth a look. */
    CARE("33"),
    /** A heading. */
    STRONG("1"),
    /** Beside the point. */
    FAINT("2");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The number of the terminal's SGR sequence (ECMA-48, 8.3.117), or empty. */
    String code() {
        return code;
    }
}
