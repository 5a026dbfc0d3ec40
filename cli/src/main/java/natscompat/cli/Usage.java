package natscompat.cli;

import java.util.ArrayList;
import java.util.List;
import natscompat.report.text.Wrap;

/** The page that {@code --help} prints. Written by hand and without picocli, so that it is there at once. */
final class Usage {
    private static final int WORDS = 20;

    private Usage() {}

    /** The page, in lines of at most so many signs. */
    static String text(int width) {
        List<String> lines = new ArrayList<>();
        paragraph(lines, width, "Which NATS server versions can share a cluster, be upgraded into each other and back, and lose"
                + " nothing?");
        lines.add("");
        lines.add("Usage: nats-compat VERB [OPTIONS]");
        lines.add("for example: bin/qualify v2.12.15 v2.14.5");
        lines.add("");
        for (Verb verb : Verb.values()) {
            entry(lines, width, verb.word(), verb.line());
        }
        lines.add("");
        entry(lines, width, "help VERB", "its options; the same as VERB --help");
        entry(lines, width, "--version", "what this is");
        entry(lines, width, "--no-color", "no colours, with any verb; NO_COLOR=1 does the same");
        lines.add("");
        paragraph(lines, width, "Exit codes: 0 every planned cell passed; 1 a cell is broken in what was asked about; 2 suspect,"
                + " vacuous, unknown, not attempted or interrupted; 254 bad arguments, input or a missing JDK, Maven or Go; 255 our"
                + " own crash.");
        return String.join("\n", lines) + "\n";
    }

    private static void paragraph(List<String> lines, int width, String text) {
        lines.addAll(Wrap.wrap(text, width, "", ""));
    }

    private static void entry(List<String> lines, int width, String word, String line) {
        String first = "  " + word + " ".repeat(Math.max(1, WORDS - 2 - word.length()));
        lines.addAll(Wrap.wrap(line, width, first, " ".repeat(WORDS)));
    }
}
