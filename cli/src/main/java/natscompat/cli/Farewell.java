package natscompat.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;

/** The last words of a process that failed, and its exit code: on stderr for people, on stdout for machines. */
record Farewell(Shell shell, List<String> arguments) {
    private static final int TRACE_LINES = 12;

    /** Says what was thrown; whatever is not a {@link Failure} is a bug of ours. */
    int say(Throwable thrown) {
        Failure failure = thrown instanceof FailureException known ? known.failure() : bug(thrown);
        shell.err().println("nats-compat: " + words(failure.category()));
        shell.err().println(failure.text());
        if (teamCity()) {
            shell.out().println("##teamcity[buildProblem identity='infrastructure:"
                    + failure.category().name().toLowerCase(Locale.ROOT) + "' description='"
                    + escaped(failure.tried() + ": " + failure.why()) + "']");
        } else if (arguments.contains("--json")) {
            shell.out().println(natscompat.model.rundir.Json.line(
                    Map.of("exit", failure.category().exitCode(), "failure", failure)));
        }
        shell.out().flush();
        return failure.category().exitCode();
    }

    private boolean teamCity() {
        String words = String.join(" ", arguments);
        return shell.teamCity() || words.contains("--ci teamcity") || words.contains("--ci=teamcity");
    }

    private Failure bug(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String top = String.join("\n", trace.toString().lines().limit(TRACE_LINES).toList());
        return new Failure(Category.BUG, "run nats-compat " + String.join(" ", arguments), top,
                "Please report it with the lines above and with the run folder, if there is one.");
    }

    private static String words(Category category) {
        return switch (category) {
            case INPUT -> "input";
            case ENVIRONMENT -> "environment";
            case BUILD -> "build";
            case DEPLOY -> "deploy";
            case WORKLOAD -> "workload";
            case CHECK -> "check";
            case BUG -> "our own bug";
        };
    }

    /** Escapes a value of a TeamCity service message: the characters that its manual names, and all beyond ASCII. */
    static String escaped(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '|', '\'', '[', ']' -> text.append('|').append(c);
                case '\n' -> text.append("|n");
                case '\r' -> text.append("|r");
                default -> {
                    if (c < 128) {
                        text.append(c);
                    } else {
                        text.append("|0x%04x".formatted((int) c));
                    }
                }
            }
        }
        return text.toString();
    }
}
