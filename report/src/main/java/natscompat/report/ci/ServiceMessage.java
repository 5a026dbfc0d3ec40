package natscompat.report.ci;

/**
 * One TeamCity service message: {@code ##teamcity[name key='value' ...]}. Immutable.
 *
 * @param text without the closing bracket
 */
record ServiceMessage(String text) {
    private static final int FIRST_BEYOND_ASCII = 0x80;
    private static final int FIRST_PRINTABLE = 0x20;

    static ServiceMessage named(String name) {
        return new ServiceMessage("##teamcity[" + name);
    }

    ServiceMessage with(String key, String value) {
        return new ServiceMessage(text + " " + key + "='" + escape(value) + "'");
    }

    @Override
    public String toString() {
        return text + "]";
    }

    /** As TeamCity wants values (facts/java.md 6.4); a character beyond the BMP is written as its two surrogates. */
    static String escape(String value) {
        StringBuilder out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '|' -> out.append("||");
                case '\'' -> out.append("|'");
                case '[' -> out.append("|[");
                case ']' -> out.append("|]");
                case '\n' -> out.append("|n");
                case '\r' -> out.append("|r");
                default -> {
                    if (c >= FIRST_BEYOND_ASCII || c < FIRST_PRINTABLE) {
                        out.append("|0x%04X".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
