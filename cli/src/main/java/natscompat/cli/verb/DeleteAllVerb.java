package natscompat.cli.verb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import natscompat.cli.Interrupts;
import natscompat.cli.Shell;
import natscompat.cli.run.DeployAudience;
import natscompat.deployer.kubernetes.ActiveRuns;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Deleting;
import natscompat.model.event.DeployEvent;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code delete-all}: everything of ours in a namespace, and nothing else. */
@Command(description = {
    "Lists what carries our labels in a namespace, deletes it, and waits until it is gone.",
    "Nothing else is touched: not the namespace, and no object without our labels."
})
public final class DeleteAllVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private NamespaceArguments where = new NamespaceArguments();

    @Option(names = "--keep-data", description = "Keep volume claims and the passwords: start finds the data again.")
    private boolean keepData;

    @Option(names = "--force", description = "Also while a run lives in the namespace; what it found so far is lost.")
    private boolean force;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Option(names = "--json", description = "Events as JSON lines on stdout; with --dry-run the list as JSON.")
    private boolean json;

    /** Deletes for this shell. */
    public DeleteAllVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Interrupts.quit("the same command goes on from where it is", shell.err());
        try (DeployAudience audience = DeployAudience.of(shell, json && !dryRun);
                ApiServer api = where.open(audience)) {
            Deleting deleting = new Deleting(api, audience, keepData);
            Map<String, String> runs = new ActiveRuns(api).find();
            List<String> names = deleting.list();
            if (dryRun) {
                print(names, runs);
                return 0;
            }
            if (!runs.isEmpty() && !force) {
                throw refused(runs);
            }
            audience.on(new DeployEvent.Began("deleting " + (names.isEmpty() ? "nothing" : names.size() + " objects"),
                    "namespace " + where.namespace() + " on " + api.place().text()));
            deleting.delete();
            audience.on(new DeployEvent.Ended("nothing of ours is left in namespace " + where.namespace()
                    + (keepData ? " but claims and secrets" : "")));
        }
        return 0;
    }

    private void print(List<String> names, Map<String, String> runs) {
        if (json) {
            shell.out().print(Json.pretty(Map.of("delete", names, "runs", runs)));
            return;
        }
        runs.forEach((run, what) -> shell.err().println("run " + run + " lives here: " + what));
        if (names.isEmpty()) {
            shell.err().println("nothing of ours is in namespace " + where.namespace());
        }
        names.forEach(shell.out()::println);
    }

    private RuntimeException refused(Map<String, String> runs) {
        String which = runs.entrySet().stream()
                .map(run -> "run " + run.getKey() + " (" + run.getValue() + ")")
                .collect(Collectors.joining(", "));
        return Failure.input("delete everything of ours in namespace " + where.namespace(), which + " lives there",
                "Bring it home first: " + shell.command("attach") + " " + runs.keySet().iterator().next()
                        + ". Or add --force: what it found so far is lost.");
    }
}
