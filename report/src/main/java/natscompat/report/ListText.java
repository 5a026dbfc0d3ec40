package natscompat.report;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.catalog.Listed;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;
import natscompat.report.text.Wrap;

/** What {@code list} prints: a name to type and the line that explains it. */
public final class ListText {
    private static final int GAP = 2;
    private static final int LEAST_TEXT = 30;

    private ListText() {}

    /** The lines, in the order given, with a line break at the end of each; explanations wrap beside the names. */
    public static String render(List<? extends Listed> entries, Style style, int width) {
        int names = entries.stream().mapToInt(e -> e.name().length()).max().orElse(0) + GAP;
        List<String> lines = new ArrayList<>();
        for (Listed entry : entries) {
            String name = style.paint(Ink.STRONG, entry.name());
            if (width - names < LEAST_TEXT) {
                lines.add(name);
                lines.addAll(Wrap.wrap(style.clean(entry.line()), width, "    ", "    "));
            } else {
                String indent = " ".repeat(names);
                List<String> text = Wrap.wrap(style.clean(entry.line()), width, indent, indent);
                lines.add(name + text.getFirst().substring(entry.name().length()));
                lines.addAll(text.subList(1, text.size()));
            }
        }
        return lines.isEmpty() ? "" : String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
