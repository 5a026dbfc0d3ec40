package natscompat.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import natscompat.publish.git.Repositories;
import natscompat.report.ErrorText;
import natscompat.report.ci.TeamCity;

/** The last words of a process that failed, and its exit code: on stderr for people, on stdout for machines. */
record Farewell(Shell shell, List<String> arguments) {
    private static final int TRACE_LINES = 12;

    /** Says what was thrown; whatever is not a {@link Failure} is a bug of ours. */
    int say(Throwable thrown) {
        Failure failure = thrown instanceof FailureException known ? known.failure() : bug(thrown);
        shell.err().print(ErrorText.render(failure, shell.errorStyle(), shell.width()));
        if (teamCity()) {
            TeamCity.infrastructure(shell.out(), failure);
        } else if (arguments.contains("--json")) {
            shell.out().println(Json.line(Map.of("exit", failure.category().exitCode(), "failure", failure)));
        }
        shell.out().flush();
        return failure.category().exitCode();
    }

    /** The rule of every verb, for a command line that may be too wrong to be parsed: JSON first, then what was typed. */
    private boolean teamCity() {
        if (arguments.contains("--json")) {
            return false;
        }
        String words = " " + String.join(" ", arguments) + " ";
        boolean typed = words.contains(" --ci ") || words.contains(" --ci=");
        return typed
                ? words.contains(" --ci teamcity ") || words.contains(" --ci=teamcity ")
                : shell.teamCity();
    }

    private Failure bug(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String top = String.join("\n", trace.toString().lines().limit(TRACE_LINES).toList());
        return new Failure(Category.BUG, "run nats-compat " + Repositories.shown(String.join(" ", arguments)), top,
                "Please report it with the lines above and with the run folder, if there is one.");
    }
}
