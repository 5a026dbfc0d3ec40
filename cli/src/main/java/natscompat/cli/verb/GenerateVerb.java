package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import natscompat.cli.Shell;
import natscompat.cli.options.GenerateOptions;
import natscompat.cli.run.DeployAudience;
import natscompat.deployer.generated.Change;
import natscompat.deployer.generated.GeneratedFolder;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.GeneratedFiles;
import natscompat.deployer.kubernetes.Starting;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.DeploymentRecord;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.model.rundir.Json;
import natscompat.publish.record.PublishedImage;
import natscompat.publish.record.PublishedRunner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}: published images to the YAML of a deployment. Talks to no cluster unless asked to. */
@Command(description = {
    "Writes the YAML of a deployment on Kubernetes to config/NAMESPACE, from the images in built/node-images.txt.",
    "Then: bin/start -n NAMESPACE, or by hand: kubectl apply -k config/NAMESPACE (docs/kubernetes.md)."
})
public final class GenerateVerb implements Callable<Integer> {
    private static final int WOULD_CHANGE = 1;

    private final Shell shell;

    @Mixin
    private NamespaceArguments where = new NamespaceArguments();

    @Mixin
    private DeploymentArguments arguments = new DeploymentArguments();

    @Option(names = "--check", description = {
        "Write nothing; say what would change, and exit with 1 if anything would."
    })
    private boolean check;

    @Option(names = "--dry-run", description = "Write nothing; say what would change.")
    private boolean dryRun;

    @Option(names = "--validate", description = {
        "Let the API server check it first (server-side dry run, pods included); what it refuses is not written."
    })
    private boolean validate;

    @Option(names = "--json", description = "Print a JSON document instead.")
    private boolean json;

    /** Generates for this shell. */
    public GenerateVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        GenerateOptions options = arguments.options(where.namespace());
        Path built = shell.home().resolve("built");
        DeploymentRecord record = new DeploymentRecord(
                options.deployment(PublishedImage.read(built)),
                options.command(shell.command("generate")),
                options.templates());
        SortedMap<String, String> files =
                new TreeMap<>(new DeploymentFiles(record.source()).render(record.deployment(), record.command()));
        options.runner(PublishedRunner.read(built)).ifPresent(runner ->
                files.putAll(new RunnerFiles(record.source()).render(runner, record.command())));
        Path out = options.out().orElseGet(() -> shell.home().resolve("config").resolve(where.namespace()));
        if (validate) {
            validate(new GeneratedFiles(out, record, files));
        }
        GeneratedFolder folder = new GeneratedFolder(out);
        boolean only = check || dryRun;
        List<Change> changes = only ? folder.compare(files) : folder.write(files);
        int exit = check && !changes.isEmpty() ? WOULD_CHANGE : 0;
        if (json) {
            shell.out().print(Json.pretty(Map.of(
                    "exit", exit, "folder", out.toString(), "written", !only, "files", files.size(), "changes", changes)));
        } else {
            print(out, files.size(), changes, only);
            if (record.deployment().mix().size() == 0) {
                shell.out().println("no mix: every server waits at 0 replicas; say how many run which release with --mix");
            }
        }
        return exit;
    }

    private void validate(GeneratedFiles files) {
        try (DeployAudience audience = DeployAudience.of(shell, false);
                ApiServer api = where.open(audience)) {
            new Starting(api, audience).validate(files);
        }
    }

    private void print(Path out, int files, List<Change> changes, boolean only) {
        for (Change change : changes) {
            shell.out().println((only ? "would be " : "") + change.kind().word() + ": " + change.path());
        }
        String what = changes.isEmpty() ? "nothing to change" : changes.size() + (only ? " would change" : " changed");
        shell.out().println(out + ": " + files + " files, " + what);
    }
}
