package natscompat.cli.verb;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.cli.Catalogs;
import natscompat.cli.Main;
import natscompat.cli.Shell;
import natscompat.cli.Wiring;
import natscompat.cli.options.Again;
import natscompat.cli.options.KubernetesOptions;
import natscompat.cli.options.Names;
import natscompat.cli.options.QualifyOptions;
import natscompat.cli.options.QualifyOptions.Handling;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.cli.options.QualifyOptions.Where;
import natscompat.cli.run.Display;
import natscompat.cli.run.Execution;
import natscompat.cli.run.KubernetesExecution;
import natscompat.cli.run.RunFolders;
import natscompat.cli.run.RunIds;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.CellRoom;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.kubernetes.NodeTypes;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Resources;
import natscompat.model.plan.Plan;
import natscompat.model.release.ResolvedRelease;
import natscompat.planner.Replay;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.Releases;
import natscompat.publish.RunnerPublisher;
import natscompat.publish.RunnerRequest;
import natscompat.publish.golang.Target;
import natscompat.qualification.Excuses;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import natscompat.qualification.kubernetes.Attachment;
import natscompat.qualification.kubernetes.KubernetesQualification;
import natscompat.qualification.kubernetes.PublishedReleases;
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

    @Mixin
    private KubernetesArguments kubernetes = new KubernetesArguments();

    @Option(names = {"--cell", "--cells"}, paramLabel = "N", split = ",", description = {
        "Only these cells of the plan, and their controls."
    })
    private List<Integer> cells = new ArrayList<>();

    @Option(names = {"--excuse", "--excuses"}, paramLabel = "WALK/MODE", split = ",", description = {
        "Cells known not to pass: run and shown, and without a say in the exit code."
    })
    private List<String> excused = new ArrayList<>();

    @Option(names = "--dry-run", description = "Print the plan instead of running it.")
    private boolean dryRun;

    /** Qualifies for this shell. */
    public QualifyVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        QualifyOptions options = new QualifyOptions(
                question.question(kubernetes.workers()), question.releases().sources(), handling.handling());
        options.handling().canary().ifPresent(name -> Names.canary(name, options.question().workloads()));
        Display display = handling.display(shell);
        Releases source = Wiring.releases(options.sources(), shell, shell.err()::println);
        if (dryRun) {
            List<ResolvedRelease> releases =
                    Wiring.named(options.question()).stream().map(source::resolve).toList();
            PlanVerb.print(planned(options.question(), releases), shell, false, handling.json());
            return 0;
        }
        return switch (options.question().platform()) {
            case LOCAL -> Execution.run(
                    spec(options, ReleaseSupply.of(source)), display, candidate(options.question()), source);
            case KUBERNETES -> onKubernetes(options, display, kubernetes.options(), source);
        };
    }

    private static Optional<String> candidate(Question asked) {
        return asked.candidates().stream().findFirst();
    }

    private int onKubernetes(QualifyOptions typed, Display display, KubernetesOptions where, Releases source) {
        Nodes nodes = nodes(where, typed.question());
        String arch = nodes.arch();
        QualifyOptions options = new QualifyOptions(
                typed.question().withParallel(nodes.workers()), typed.sources(), typed.handling());
        ReleaseOptions publish = Wiring.options(options.sources(), shell).forTarget(new Target("linux", arch));
        Path built = shell.home().resolve("built");
        PublishedReleases releases = new PublishedReleases(
                publish, built, where.registry(), where.pullRegistry(), where.insecure(), shell.err()::println);
        QualificationSpec asked = spec(options, releases);
        Attachment attachment = new Attachment(asked.runId(), where.namespace(), where.context(), asked.failOn(),
                candidate(options.question()));
        RunnerRequest runner = new RunnerRequest(
                where.registry(), where.base(), Wiring.classPath(), Main.VERSION, where.insecure());
        Execution.tidy(source, shell);
        return new KubernetesExecution(display, attachment, asked.out()).begin(
                new KubernetesQualification.Request(
                        asked,
                        releases,
                        () -> where.pullRegistry().of(
                                new RunnerPublisher(publish, built, shell.err()::println).publish(runner)),
                        (image, plan) -> where.deployment(
                                asked.runId(), image, arch, nodes.workers(), plan.forecast().diskBytes()),
                        where.templates().map(Templates::in).orElseGet(Templates::packed),
                        where.storageClass(),
                        where.createNamespace(),
                        attachment),
                where.detach());
    }

    /**
     * What a look at the nodes has decided.
     *
     * @param arch images have to be for machines there, not for this one
     * @param workers as many cells side by side as there is room for
     */
    private record Nodes(String arch, int workers) {}

    private Nodes nodes(KubernetesOptions where, Question typed) {
        try (ApiServer api =
                new ApiServer(KubernetesClients.open(where.context()), where.namespace(), shell.err()::println)) {
            String arch = where.arch()
                    .orElseGet(() -> new NodeTypes(api).choose(Target.host().arch(), shell.err()::println));
            int workers = new CellRoom(api).workers(new CellRoom.Wish(question.parallel().or(where::workers), usual(typed)),
                    servers(typed), Resources.DEFAULT, arch, shell.err()::println);
            return new Nodes(arch, workers);
        }
    }

    /** Side by side where nobody said how many: a stored plan has its own number. */
    private static int usual(Question typed) {
        return typed.plan().map(file -> Replay.load(file).forecast().parallel()).orElse(KubernetesOptions.WORKERS);
    }

    /** The most of any cell: a stored plan has its own. */
    private static int servers(Question typed) {
        return typed.plan().stream()
                .flatMap(file -> Replay.load(file).cells().stream())
                .mapToInt(cell -> cell.dimensions().servers())
                .max()
                .orElse(typed.servers());
    }

    private Plan planned(Question asked, List<ResolvedRelease> releases) {
        Plan plan = Wiring.plan(asked, releases);
        Excuses.check(excused(), plan);
        return cells.isEmpty() ? plan : plan.only(cells);
    }

    private Set<String> excused() {
        return excused.stream().map(name -> name.replaceAll("\\s*/\\s*", "/").strip()).collect(Collectors.toSet());
    }

    /** A stored plan has its seed. */
    private String again(Question asked, List<String> typed) {
        String command = shell.command("qualify");
        return asked.plan().isPresent()
                ? Again.command(command, typed)
                : Again.command(command, typed, asked.seed());
    }

    /** What nodes had room for decides what fits into a budget, so it is part of the question. */
    private static List<String> sized(List<String> typed, Question asked) {
        boolean said = typed.stream().anyMatch(word -> word.matches("--(workers|parallel)(=.*)?"));
        return asked.platform() == Where.LOCAL || said
                ? typed
                : Stream.concat(typed.stream(), Stream.of("--workers", String.valueOf(asked.parallel()))).toList();
    }

    private QualificationSpec spec(QualifyOptions options, ReleaseSupply source) {
        Question asked = options.question();
        Handling wanted = options.handling();
        String id = RunIds.of(Instant.now(), asked.seed());
        List<String> typed = Again.shown(spec.commandLine().getParseResult().originalArgs());
        return new QualificationSpec(
                id,
                RunFolders.fresh(RunFolders.of(wanted.out(), shell, id)),
                typed,
                again(asked, sized(Again.from(typed, Wiring.options(options.sources(), shell).repo()), asked)),
                Main.VERSION,
                asked.seed(),
                Wiring.named(asked),
                source,
                releases -> planned(asked, releases),
                Catalogs.joined(),
                Wiring.parallel(asked),
                wanted.failOn(),
                excused(),
                true,
                wanted.canary(),
                wanted.keepOnFailure(),
                false,
                wanted.maxArtifactBytes());
    }
}
