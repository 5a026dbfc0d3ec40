package natscompat.cli.verb;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import natscompat.cli.Catalogs;
import natscompat.cli.Main;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.Again;
import natscompat.cli.options.Names;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.cli.options.Quantities;
import natscompat.cli.run.BuiltOnce;
import natscompat.cli.run.Display;
import natscompat.cli.run.Execution;
import natscompat.cli.run.RunFolders;
import natscompat.cli.run.RunIds;
import natscompat.client.Connections;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Plan;
import natscompat.model.plan.Storage;
import natscompat.model.release.ResolvedRelease;
import natscompat.planner.BurnInRequest;
import natscompat.planner.Planner;
import natscompat.publish.Releases;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code burn-in}: one cluster, one mix, one mayhem mode, so long. */
@Command(description = "Runs workloads on one cluster under one mayhem mode for a time, and judges them.")
public final class BurnInVerb implements Callable<Integer> {
    private static final int RATE = 20;

    private final Shell shell;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ReleaseArguments releases = new ReleaseArguments();

    @Mixin
    private HandlingArguments handling = new HandlingArguments();

    @Mixin
    private PaceArguments pace = new PaceArguments();

    @Option(names = {"--workload", "--workloads"}, paramLabel = "NAME", description = "Which (default: all side by side).")
    private List<String> workloads = new ArrayList<>();

    @Option(names = {"--mayhem", "--mayhems"}, paramLabel = "MODE", description = {
        "Which; + joins several, bearable joins all that keep a majority of each group (default: none); see list mayhem."
    })
    private String mayhem = "none";

    @Option(names = "--duration", paramLabel = "TIME", description = "Time under load (default: 60s).")
    private String duration = "60s";

    @Option(names = {"--mix", "--mixes"}, paramLabel = "'N x RELEASE'", description = {
        "How many servers run which release; repeat it, or join parts with +."
    })
    private List<String> mix = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Of all draws; drawn and printed when not given.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--servers", paramLabel = "3|5", description = "Servers of the cluster (default: as many as the mix has, or 3).")
    private int servers;

    @Option(names = "--replicas", paramLabel = "1|3|5", description = "Replicas of each stream (default: 3).")
    private int replicas = 3;

    @Option(names = "--storage", paramLabel = "file|memory", description = "Where streams keep messages (default: file).")
    private Storage storage = Storage.FILE;

    @Option(names = "--rate", paramLabel = "N", description = "Operations a second of each workload (default: 20).")
    private int rate = RATE;

    @Option(names = "--keep", description = {
        "After the verdict keep the cluster up, with addresses and a credentials file printed, until Ctrl-C."
    })
    private boolean keep;

    /** In the older burn-in it emptied the cluster, which was used again. Here that is new, and the run folder is not. */
    @Option(names = "--wipe", description = {
        "Begin anew where --out names the folder of an earlier run: delete it first. The cluster is new in any case."
    })
    private boolean wipe;

    @Option(names = "--dry-run", description = "Print the plan instead of running it.")
    private boolean dryRun;

    /** Burns in for this shell. */
    public BurnInVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (keep && !(shell.terminals().stdin() && shell.terminals().stderr())) {
            throw Failure.input("keep the cluster after the verdict", "there is no terminal that could end it",
                    "Use --keep-on-failure, which keeps stores and logs.");
        }
        Display display = handling.display(shell);
        Handling wanted = handling.handling();
        Releases source = Wiring.releases(releases.sources(), shell, shell.err()::println);
        long drawn = seed.orElseGet(QuestionArguments::drawn);
        Duration time = Quantities.duration("--duration", duration);
        Catalog catalog = Catalogs.joined();
        List<String> chosen = Names.known("workload", workloads, QuestionArguments.names(catalog.workloads()));
        wanted.canary().ifPresent(name -> Names.canary(name, chosen));
        if (!mayhem.equals(BurnInRequest.BEARABLE)) {
            Names.knownParts("mayhem mode", List.of(mayhem), QuestionArguments.names(catalog.modes()));
        }
        if (dryRun) {
            List<ResolvedRelease> resolved = releases.releases().stream().map(source::resolve).toList();
            PlanVerb.print(plan(catalog, resolved, chosen, time, drawn), shell, true, handling.json());
            return 0;
        }
        String id = RunIds.of(Instant.now(), drawn);
        Path out = RunFolders.of(wanted.out(), shell, id);
        Path checked = wipe ? RunFolders.wipeable(out) : RunFolders.fresh(out);
        List<String> typed = Again.shown(spec.commandLine().getParseResult().originalArgs());
        List<String> again = Again.from(typed, Wiring.options(releases.sources(), shell).repo());
        BuiltOnce supply = new BuiltOnce(ReleaseSupply.of(source));
        return Execution.run(new QualificationSpec(
                id, checked, typed, Again.command(shell.command("burn-in"), again, drawn), Main.VERSION, drawn,
                releases.releases(), supply,
                resolved -> begun(plan(catalog, resolved, chosen, time, drawn), resolved, supply, out), catalog, 1,
                wanted.failOn(), Set.of(), wanted.canary().isPresent(), wanted.canary(), wanted.keepOnFailure(), keep, wanted.maxArtifactBytes()),
                display, Optional.empty(), source);
    }

    /** Only now that there is a plan and all is built: a release that does not compile must not cost the earlier run. */
    private Plan begun(Plan plan, List<ResolvedRelease> resolved, BuiltOnce supply, Path out) {
        if (wipe) {
            supply.await(resolved);
            RunFolders.wipe(out);
        }
        return plan;
    }

    private Plan plan(
            Catalog catalog, List<ResolvedRelease> resolved, List<String> chosen, Duration time, long drawn) {
        return new Planner(pace.pacing().of(catalog)).burnIn(new BurnInRequest(
                resolved, mix, chosen, mayhem, time, drawn, servers, replicas, storage, rate, LocalPlatform.provided(),
                Connections.libraryVersion()));
    }
}
