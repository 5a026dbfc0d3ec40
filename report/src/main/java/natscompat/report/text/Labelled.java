package natscompat.report.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of a label and a text that wraps beside it. Not thread-safe. */
public final class Labelled {
    private static final int LABEL = 9;

    private final String indent;
    private final int width;
    private final Style style;
    private final List<String> lines = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param indent blanks before each label
     */
    public Labelled(int indent, int width, Style style) {
        this.indent = " ".repeat(indent);
        this.width = width;
        this.style = style;
    }

    /** Adds a line that stands by itself, at the left edge of the labels. */
    public Labelled heading(Ink ink, String text) {
        Wrap.wrap(style.clean(text), width, indent, indent + "  ").forEach(line -> lines.add(style.paint(ink, line)));
        return this;
    }

    /** Adds a text that wraps; nothing when it is empty. */
    public Labelled add(String label, String text) {
        if (!text.isBlank()) {
            String next = indent + " ".repeat(LABEL);
            List<String> wrapped = Wrap.wrap(style.clean(text), width, next, next);
            lines.add(head(label) + wrapped.getFirst().substring(next.length()));
            lines.addAll(wrapped.subList(1, wrapped.size()));
        }
        return this;
    }

    /** Adds a command or a path, which stays in one piece however long it is, so that it can be copied. */
    public Labelled verbatim(String label, String text) {
        if (!text.isBlank()) {
            lines.add(head(label) + style.clean(text));
        }
        return this;
    }

    /** The lines so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    private String head(String label) {
        return indent + style.paint(Ink.FAINT, label) + " ".repeat(Math.max(1, LABEL - label.length()));
    }
}
