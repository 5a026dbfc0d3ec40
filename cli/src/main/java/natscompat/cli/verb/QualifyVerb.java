package natscompat.cli.verb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import natscompat.cli.Catalogs;
import natscompat.cli.Main;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.Again;
import natscompat.cli.options.QualifyOptions;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.cli.run.Display;
import natscompat.cli.run.Execution;
import natscompat.cli.run.RunFolders;
import natscompat.cli.run.RunIds;
import natscompat.model.plan.Plan;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.Releases;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qualify}: the matrix of two or more releases. */
@Command(description = {
    "Runs clusters that mix the releases, with clients and faults, and prints which cells are broken and by whom.",
    "More than two releases: every ordered pair in the order typed, or each against --candidate."
})
public final class QualifyVerb implements Callable<Integer> {
    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private QuestionArguments question = new QuestionArguments();

    @Mixin
    private HandlingArguments handling = new HandlingArguments();

    @Option(names = {"--cell", "--cells"}, paramLabel = "N", split = ",", description = {
        "Only these cells of the plan, and their controls."
    })
    private List<Integer> cells = new ArrayList<>();

    @Option(names = "--dry-run", description = "Print the plan instead of running it.")
    private boolean dryRun;

    /** Qualifies for this shell. */
    public QualifyVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        QualifyOptions options =
                new QualifyOptions(question.question(), question.releases().sources(), handling.handling());
        Display display = handling.display(shell);
        Releases source = Wiring.releases(options.sources(), shell, shell.err()::println);
        if (dryRun) {
            List<ResolvedRelease> releases =
                    Wiring.named(options.question()).stream().map(source::resolve).toList();
            PlanVerb.print(planned(options.question(), releases), shell, false, handling.json());
            return 0;
        }
        return Execution.run(
                run(options, source), display, options.question().candidates().stream().findFirst(), source);
    }

    private Plan planned(Question asked, List<ResolvedRelease> releases) {
        Plan plan = Wiring.plan(asked, releases);
        return cells.isEmpty() ? plan : plan.only(cells);
    }

    private QualificationSpec run(QualifyOptions options, Releases source) {
        Question asked = options.question();
        Handling wanted = options.handling();
        String id = RunIds.of(Instant.now(), asked.seed());
        List<String> typed = spec.commandLine().getParseResult().originalArgs();
        return new QualificationSpec(
                id,
                RunFolders.fresh(RunFolders.of(wanted.out(), shell, id)),
                typed,
                Again.command(shell.command("qualify"), typed, asked.seed()),
                Main.VERSION,
                asked.seed(),
                Wiring.named(asked),
                ReleaseSupply.of(source),
                releases -> planned(asked, releases),
                Catalogs.joined(),
                Wiring.parallel(asked),
                wanted.failOn(),
                true,
                wanted.canary(),
                wanted.keepOnFailure(),
                false,
                wanted.maxArtifactBytes());
    }
}
