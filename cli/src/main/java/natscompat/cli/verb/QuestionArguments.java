package natscompat.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import natscompat.cli.Catalogs;
import natscompat.cli.options.KubernetesOptions;
import natscompat.cli.options.Names;
import natscompat.cli.options.Quantities;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.cli.options.QualifyOptions.Where;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Listed;
import natscompat.model.failure.Failure;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.planner.Profiles;
import natscompat.planner.Replay;
import natscompat.planner.walk.Walks;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which cells: those that {@code qualify} and {@code plan} share. */
final class QuestionArguments {
    /** What a stored plan has decided already. */
    private static final List<String> DECIDED = List.of("--profile", "--budget", "--seed", "--servers", "--replicas",
            "--storage", "--stop", "--order", "--walk", "--workload", "--mayhem", "--interval", "--start-delay");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Mixin
    private ReleaseArguments releases = new ReleaseArguments();

    @Mixin
    private PaceArguments pace = new PaceArguments();

    @Option(names = {"--candidate", "--candidates"}, paramLabel = "RELEASE", description = {
        "Judge each other release against this one only, instead of every pair in the order typed."
    })
    private List<String> candidates = new ArrayList<>();

    @Option(names = {"--profile", "--profiles"}, paramLabel = "NAME", description = {
        "smoke, standard or soak (default: standard); see list profiles."
    })
    private String profile = "standard";

    @Option(names = "--budget", paramLabel = "TIME", description =
            "Wall time of the whole run after its builds, e.g. 4m. Cells that would not end in it do not begin; what still "
                    + "runs then has half of it again (8 to 15 min), and is ended.")
    private Optional<String> budget = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Of all draws; drawn and printed when not given.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--servers", paramLabel = "3|5", description = "Servers of each cluster (default: 3).")
    private int servers = 3;

    @Option(names = "--replicas", paramLabel = "1|3|5", description = "Replicas of each stream (default: 3).")
    private int replicas = 3;

    @Option(names = "--storage", paramLabel = "file|memory", description = "Where streams keep messages (default: file).")
    private Storage storage = Storage.FILE;

    @Option(names = "--stop", paramLabel = "sigterm|lame-duck", description = {
        "How a server is stopped in a roll (default: sigterm)."
    })
    private String stop = "sigterm";

    @Option(names = "--order", paramLabel = "highest-first|leader-first", description = {
        "With which server a roll begins: the highest ordinal, or whichever leads the meta group then "
                + "(default: highest-first)."
    })
    private String order = RollOrder.HIGHEST_FIRST.word();

    @Option(names = {"--walk", "--walks"}, paramLabel = "NAME", description = "Only these walks; see list walks.")
    private List<String> walks = new ArrayList<>();

    @Option(names = {"--workload", "--workloads"}, paramLabel = "NAME", description = {
        "Only these workloads; see list workloads."
    })
    private List<String> workloads = new ArrayList<>();

    @Option(names = {"--mayhem", "--mayhems"}, paramLabel = "MODE", description = {
        "Only these modes; + joins modes into one cell, all means all; see list mayhem."
    })
    private List<String> mayhem = new ArrayList<>();

    @Option(names = "--parallel", paramLabel = "N", description = "Most cells side by side (default: as the profile says).")
    private int parallel;

    @Option(names = {"--plan", "--plans"}, paramLabel = "FILE", description = "Run this stored plan instead of making one.")
    private Optional<Path> plan = Optional.empty();

    @Option(names = {"--platform", "--platforms"}, paramLabel = "local|kubernetes", description = {
        "Where clusters run (default: local); kubernetes needs -n and --registry."
    })
    private String platform = Where.LOCAL.word();

    ReleaseArguments releases() {
        return releases;
    }

    /** Most cells side by side, as typed. */
    Optional<Integer> parallel() {
        return parallel == 0 ? Optional.empty() : Optional.of(parallel);
    }

    /** What was typed, validated. The seed is that of a stored plan, else drawn when none was given. */
    Question question() {
        return question(Optional.empty());
    }

    /**
     * What was typed, validated.
     *
     * @param workers cells side by side on Kubernetes, as typed there; without them a stored plan has its own number
     */
    Question question(Optional<Integer> workers) {
        refuseWhatThePlanDecides();
        Catalog catalog = Catalogs.joined();
        return new Question(
                releases.releases(),
                Names.split(candidates),
                Names.one("profile", profile, names(Profiles.all())),
                budget.map(text -> Quantities.duration("--budget", text)),
                plan.map(file -> Replay.load(file).seed()).or(() -> seed).orElseGet(QuestionArguments::drawn),
                servers,
                replicas,
                storage,
                stop(stop),
                order(order),
                walks(),
                all(Names.known("workload", workloads, withAll(names(catalog.workloads())))),
                Names.knownParts("mayhem mode", mayhem, withAll(names(catalog.modes()))),
                parallel == 0 && where() == Where.KUBERNETES
                        ? workers.orElse(plan.isPresent() ? 0 : KubernetesOptions.WORKERS)
                        : parallel,
                plan,
                pace.pacing(),
                where());
    }

    /** Rather than to run something else than what was typed. */
    private void refuseWhatThePlanDecides() {
        List<String> typed = DECIDED.stream()
                .filter(option -> verb.commandLine().getParseResult().hasMatchedOption(option))
                .toList();
        if (plan.isPresent() && !typed.isEmpty()) {
            throw Failure.input("run the stored plan " + plan.get() + " with " + String.join(", ", typed),
                    "a stored plan has decided that already",
                    "Leave " + String.join(", ", typed) + " out, or make another plan with bin/plan.");
        }
    }

    private Where where() {
        String word = Names.one("platform", platform, Where.words());
        return Arrays.stream(Where.values()).filter(w -> w.word().equals(word)).findFirst().orElseThrow();
    }

    static StopStyle stop(String typed) {
        return Names.one("way to stop a server", typed, List.of("sigterm", "lame-duck")).equals("sigterm")
                ? StopStyle.SIGTERM
                : StopStyle.LAME_DUCK;
    }

    static RollOrder order(String typed) {
        String word = Names.one("order of a roll", typed, RollOrder.words());
        return Arrays.stream(RollOrder.values()).filter(o -> o.word().equals(word)).findFirst().orElseThrow();
    }

    /** Static walks are also known by their split, e.g. {@code static-1-new}. */
    private List<String> walks() {
        List<String> typed = Names.split(walks);
        typed.stream()
                .filter(name -> Walks.named(name).isEmpty())
                .forEach(name -> Names.one("walk", name, withAll(names(Walks.all()))));
        return typed.contains("all") ? names(Walks.all()) : typed;
    }

    /** Naming none means all, to the planner. */
    private static List<String> all(List<String> typed) {
        return typed.contains("all") ? List.of() : typed;
    }

    private static List<String> withAll(List<String> names) {
        List<String> more = new ArrayList<>(names);
        more.add("all");
        return more;
    }

    static List<String> names(List<? extends Listed> entries) {
        return entries.stream().map(Listed::name).toList();
    }

    /** A seed that people can type: nine digits. The one draw that no seed decides. */
    static long drawn() {
        return Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000L);
    }
}
