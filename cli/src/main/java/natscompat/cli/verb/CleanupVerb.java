package natscompat.cli.verb;

import java.util.List;
import java.util.concurrent.Callable;
import natscompat.cli.LeftBehind;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.model.rundir.Json;
import natscompat.report.ErrorText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cleanup}: removes what a killed run left behind. What living processes use is never touched. */
@Command(description = {
    "Removes what killed runs left behind: servers and their stores, mounted disks, worktrees, temporary folders.",
    "What belongs to a living process is never touched. Run folders stay: histories, logs, stores of judged cells."
})
public final class CleanupVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private RepositoryArguments repository = new RepositoryArguments();

    @Option(names = "--kept", description = "Also worktrees that were kept after a build that failed.")
    private boolean kept;

    @Option(names = "--dry-run", description = "Only say what is there.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print a JSON document instead.")
    private boolean json;

    /** Cleans up for this shell. */
    public CleanupVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        LeftBehind left = LeftBehind.of(Wiring.releases(repository.sources(), shell, shell.err()::println));
        LeftBehind.Told told = dryRun ? left.look(kept) : left.remove(kept);
        List<String> lines = told.lines();
        if (json) {
            shell.out().print(Json.pretty(lines));
        } else if (lines.isEmpty() && told.troubles().isEmpty()) {
            shell.out().println("nothing was left behind");
        } else {
            lines.forEach(line -> shell.out().println((dryRun ? "left: " : "removed: ") + line));
        }
        told.troubles().stream().skip(1).forEach(trouble ->
                shell.err().print(ErrorText.render(trouble, shell.errorStyle(), shell.width())));
        if (!told.troubles().isEmpty()) {
            throw told.troubles().getFirst().asException();
        }
        return 0;
    }
}
