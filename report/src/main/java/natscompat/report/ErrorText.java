package natscompat.report;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;
import natscompat.report.text.Wrap;

/** The one shape in which every error is shown: what was tried, why it failed, what to do next. */
public final class ErrorText {
    private static final String INDENT = " ".repeat(9);

    private ErrorText() {}

    /**
     * The lines, with a line break at the end of each. Line breaks in the reason are kept (a compiler's last lines).
     *
     * @param width of the screen; words longer than a line are broken
     */
    public static String render(Failure failure, Style style, int width) {
        List<String> lines = new ArrayList<>();
        lines.add(style.paint(Ink.BAD, "error") + style.paint(Ink.FAINT, " (" + whose(failure.category()) + ")"));
        part(lines, "tried", failure.tried(), style, width);
        part(lines, "failed", failure.why(), style, width);
        part(lines, "next", failure.next(), style, width);
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    /** Whose affair a failure is, in a word or two. */
    public static String whose(Category category) {
        return switch (category) {
            case INPUT -> "input";
            case ENVIRONMENT -> "environment";
            case BUILD -> "build of a release";
            case DEPLOY -> "deploy";
            case WORKLOAD -> "workload";
            case CHECK -> "check";
            case BUG -> "our own bug";
        };
    }

    private static void part(List<String> lines, String name, String text, Style style, int width) {
        String head = "  " + name + " ".repeat(INDENT.length() - 2 - name.length());
        boolean first = true;
        for (String line : text.strip().lines().toList()) {
            List<String> wrapped = Wrap.wrap(style.clean(line), width, first ? head : INDENT, INDENT);
            if (first) {
                lines.add(style.paint(Ink.FAINT, head) + wrapped.getFirst().substring(head.length()));
                lines.addAll(wrapped.subList(1, wrapped.size()));
            } else {
                lines.addAll(wrapped);
            }
            first = false;
        }
    }
}
