package natscompat.generator;

import com.github.mustachejava.MustacheException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/**
 * The text of a template and what is said when it does not fit: an error of ours for our own, of input for a user's.
 *
 * @param name file, for errors
 * @param text of the file
 * @param original the packed text that the user's one stands for; empty when this is the packed one
 */
public record TemplateText(String name, String text, Optional<String> original) {
    private static final Pattern PLACE = Pattern.compile("^(.*?) @\\[.*:(\\d+)\\]$", Pattern.DOTALL);

    /** One that is packed into this module. */
    public static TemplateText packed(String name, String text) {
        return new TemplateText(name, text, Optional.empty());
    }

    /** The library's complaint, with the line that it is about. */
    FailureException refused(String tried, MustacheException thrown) {
        String line = "";
        String why = "";
        Throwable current = thrown;
        while (current != null) {
            why = String.valueOf(current.getMessage());
            Matcher matcher = PLACE.matcher(why);
            if (matcher.matches()) {
                why = matcher.group(1);
                line = ", line " + matcher.group(2);
            }
            current = current.getCause();
        }
        String next = original.isPresent()
                ? "Correct that line; the variables are those of the file that it was copied from."
                : "Correct the template or its values.";
        return new Failure(category(), tried + " " + name + line, why, next).asException().causedBy(thrown);
    }

    /** Values that the template never mentions. */
    FailureException unused(Set<String> variables) {
        String first = variables.iterator().next();
        String where = original.map(text -> "; the file that it was copied from mentions {{" + first + "}} in line " + line(text, first))
                .orElse("");
        return new Failure(
                        category(),
                        "fill the template " + name + ", lines 1 to " + text.lines().count(),
                        "it never mentions " + variables + where,
                        "Use each of them; where a value is not wanted, in a comment: # {{" + first + "}}.")
                .asException();
    }

    private Category category() {
        return original.isPresent() ? Category.INPUT : Category.BUG;
    }

    private static int line(String text, String variable) {
        Pattern mention = Pattern.compile("\\{\\{[#^&]?\\s*" + Pattern.quote(variable) + "\\s*\\}\\}");
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (mention.matcher(lines.get(i)).find()) {
                return i + 1;
            }
        }
        return 0;
    }
}
