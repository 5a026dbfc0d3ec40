package natscompat.cli.verb;

import java.util.List;
import java.util.concurrent.Callable;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.model.plan.Plan;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.Json;
import natscompat.publish.Releases;
import natscompat.report.plan.PlanText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plan}: the numbered plan and what it will cost. Resolves the releases, builds and starts nothing. */
@Command(description = {
    "Prints the numbered plan and what it will cost; builds and starts nothing.",
    "With --json it prints what qualify --plan reads."
})
public final class PlanVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private QuestionArguments arguments = new QuestionArguments();

    @Option(names = "--full", description = "Every step and every fault of every cell.")
    private boolean full;

    @Option(names = "--json", description = "Print the plan as a JSON document.")
    private boolean json;

    /** Plans for this shell. */
    public PlanVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Question question = arguments.question();
        Releases source = Wiring.releases(arguments.releases().sources(), shell, shell.err()::println);
        List<ResolvedRelease> releases = Wiring.named(question).stream().map(source::resolve).toList();
        print(Wiring.plan(question, releases), shell, full, json);
        return 0;
    }

    static void print(Plan plan, Shell shell, boolean full, boolean json) {
        shell.out().print(json ? Json.pretty(plan) : PlanText.render(plan, full, shell.width(), shell.style()));
    }
}
