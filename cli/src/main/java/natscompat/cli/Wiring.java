package natscompat.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import natscompat.cli.options.Configuration;
import natscompat.cli.options.QualifyOptions.Question;
import natscompat.cli.options.QualifyOptions.Sources;
import natscompat.cli.options.QualifyOptions.Where;
import natscompat.client.Connections;
import natscompat.deployer.kubernetes.platform.KubernetesPlatform;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.planner.Profile;
import natscompat.planner.Profiles;
import natscompat.planner.Replay;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.Releases;

/** Puts modules together for the verbs that share them. */
public final class Wiring {
    private Wiring() {}

    /** Where releases come from: option, then variable, then configuration file. */
    public static Releases releases(Sources sources, Shell shell, Consumer<String> notices) {
        return new Releases(options(sources, shell), notices);
    }

    /** The same, as options. */
    public static ReleaseOptions options(Sources sources, Shell shell) {
        return ReleaseOptions.from(
                sources.repository(),
                Configuration.read(shell.environment()).repo(),
                sources.moduleFallback(),
                shell.environment());
    }

    /** What faults may need and is there. */
    public static Set<String> provided(Where platform) {
        return switch (platform) {
            case LOCAL -> LocalPlatform.provided();
            case KUBERNETES -> KubernetesPlatform.provided();
        };
    }

    /** The tool itself, as jars or folders in their order: what an image of it holds. */
    public static List<Path> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(":", -1)).map(Path::of).toList();
    }

    /** The releases that a question is about: those typed, then candidates not among them; or those of its stored plan. */
    public static List<String> named(Question question) {
        if (question.releases().isEmpty() && question.plan().isPresent()) {
            return Replay.load(question.plan().get()).releases().stream().map(PlannedRelease::name).toList();
        }
        return Stream.concat(question.releases().stream(), question.candidates().stream()).distinct().toList();
    }

    /** Most cells side by side: as typed, else as the stored plan or the profile says. */
    public static int parallel(Question question) {
        if (question.parallel() > 0) {
            return question.parallel();
        }
        return question.plan()
                .map(file -> Replay.load(file).forecast().parallel())
                .orElseGet(() -> Profiles.all().stream()
                        .filter(profile -> profile.name().equals(question.profile()))
                        .mapToInt(Profile::parallel)
                        .findFirst()
                        .orElse(1));
    }

    /** Makes the plan, or reads the stored one and checks that it is about these releases; what was typed side by side counts. */
    public static Plan plan(Question question, List<ResolvedRelease> releases) {
        if (question.plan().isPresent()) {
            Plan stored = Replay.load(question.plan().get());
            Replay.check(stored, releases);
            return question.parallel() > 0 ? Replay.sideBySide(stored, question.parallel()) : stored;
        }
        return new Planner(question.pacing().of(Catalogs.joined())).plan(new PlanRequest(
                releases, question.candidates(), question.profile(), question.budget(), question.seed(),
                question.servers(), question.replicas(), question.storage(), question.stop(), question.order(),
                question.walks(), question.workloads(), question.mayhem(), question.parallel(), provided(question.platform()),
                Connections.libraryVersion()));
    }
}
