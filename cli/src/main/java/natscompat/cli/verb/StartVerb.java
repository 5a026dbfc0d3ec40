package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import natscompat.cli.Interrupts;
import natscompat.cli.Shell;
import natscompat.cli.options.Quantities;
import natscompat.cli.run.DeployAudience;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.GeneratedFiles;
import natscompat.deployer.kubernetes.Starting;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.planner.MixText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code start}: a generated cluster, up to its mix. */
@Command(description = {
    "Applies what generate made in config/NAMESPACE and waits until every server is healthy and is what was asked for.",
    "Run it again after a failure: it goes on from where it is."
})
public final class StartVerb implements Callable<Integer> {
    private final Shell shell;

    @Mixin
    private NamespaceArguments where = new NamespaceArguments();

    @Option(names = {"--mix", "--mixes"}, paramLabel = "'N x RELEASE'", description = {
        "How many servers run which release (default: as generated); repeat it, or join parts with +."
    })
    private List<String> mix = new ArrayList<>();

    @Option(names = "--config", paramLabel = "DIR", description = "What generate made (default: config/NAMESPACE).")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--create-namespace", description = "Make the namespace where it is missing.")
    private boolean createNamespace;

    @Option(names = "--limit", paramLabel = "TIME", description = {
        "Longest wait for each thing (default: 1 to 5 minutes, depending on the thing)."
    })
    private Optional<String> limit = Optional.empty();

    @Option(names = "--dry-run", description = "Let the API server check it, and say what would change.")
    private boolean dryRun;

    @Option(names = "--json", description = "Events as JSON lines on stdout.")
    private boolean json;

    /** Starts for this shell. */
    public StartVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Starting.Options options =
                new Starting.Options(createNamespace, limit.map(text -> Quantities.duration("--limit", text)));
        Path folder = config.orElseGet(() -> shell.home().resolve("config").resolve(where.namespace()));
        GeneratedFiles read = GeneratedFiles.read(folder, where.namespace());
        GeneratedFiles files = mix.isEmpty() ? read : read.with(MixText.read(mix, releases(read)));
        Interrupts.quit("the same command goes on from where it is", shell.err());
        try (DeployAudience audience = DeployAudience.of(shell, json);
                ApiServer api = where.open(audience)) {
            Starting starting = new Starting(api, audience);
            if (dryRun) {
                starting.validate(files);
            } else {
                starting.start(files, options);
            }
        }
        return 0;
    }

    private static List<String> releases(GeneratedFiles files) {
        return files.deployment().releases().stream().map(ReleaseImage::name).toList();
    }
}
