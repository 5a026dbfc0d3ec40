package natscompat.qualification.kubernetes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.KubernetesName;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Matrix;
import natscompat.qualification.Builds;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.StopSign;
import natscompat.qualification.head.HeadClient;
import natscompat.qualification.head.Order;
import natscompat.qualification.head.RemoteRun;

/**
 * The main job on Kubernetes as the command line sees it, top to bottom: resolve, publish, plan, bring the head up, tell it
 * what to do; then follow, bring the run folder home, take everything away. Between the two the command line may go, and
 * another one {@link #finish} it. For one thread.
 */
public final class KubernetesQualification {
    private final KubernetesRun run;
    private final Path home;
    private final RunEvent.Listener listener;

    /**
     * What is to be done.
     *
     * @param spec the question; its source is {@code releases}
     * @param releases publishes them
     * @param runnerImage publishes this tool, and says where
     * @param deployment what head and runners need, from the runner's image and the plan
     * @param templates of what is applied
     * @param storageClass of all volumes; empty = the usual one
     * @param createNamespace whether the namespace may be made
     * @param attachment how to find it again
     */
    public record Request(
            QualificationSpec spec,
            PublishedReleases releases,
            Supplier<String> runnerImage,
            BiFunction<String, Plan, RunnerDeployment> deployment,
            Templates templates,
            Optional<String> storageClass,
            boolean createNamespace,
            Attachment attachment) {}

    /**
     * Touches nothing yet.
     *
     * @param home the run folder here
     */
    public KubernetesQualification(KubernetesRun run, Path home, RunEvent.Listener listener) {
        this.run = run;
        this.home = home;
        this.listener = listener;
    }

    /**
     * Comes back when the head has its order: from then on the run goes on without us.
     *
     * @throws natscompat.model.failure.FailureException when it cannot begin: input, environment, build, deploy
     */
    public void begin(Request request) {
        QualificationSpec spec = request.spec();
        run.prepare(request.storageClass(), request.createNamespace());
        List<ResolvedRelease> releases = spec.releases().stream().map(spec.source()::resolve).toList();
        releases.forEach(release -> {
            KubernetesName.ofRelease(release.name());
            listener.on(new RunEvent.Resolved(release));
        });
        try (Builds builds = new Builds(spec.source(), releases, listener)) {
            Plan plan = spec.planning().apply(releases);
            String image = request.runnerImage().get();
            Map<String, BuiltRelease> built = builds.await(new StopSign());
            Order order = order(spec, plan, List.copyOf(built.values()), request.releases().images());
            request.attachment().write(RunFolder.create(home).path());
            run.begin(request.deployment().apply(image, plan), request.templates(), spec.again());
            try (HeadClient head = run.client()) {
                head.order(order);
            }
        }
    }

    private static Order order(
            QualificationSpec spec, Plan plan, List<BuiltRelease> built, Map<String, String> images) {
        return new Order(Order.SCHEMA, spec.runId(), spec.tool(), spec.arguments(), spec.again(), plan, built, images,
                spec.parallel(), spec.failOn(), spec.reruns(), spec.canary(), spec.keepOnFailure(),
                spec.maxArtifactBytes());
    }

    /**
     * Follows the run to its end, brings its folder home and takes everything of the run away.
     *
     * @param remote the run as seen from here
     */
    public Matrix finish(RemoteRun remote) {
        Matrix matrix = remote.finish();
        tidy();
        return matrix;
    }

    /** What is left of a run whose folder is home: of one that was interrupted between the two. */
    public Optional<Matrix> finished() {
        if (!run.fetched()) {
            return Optional.empty();
        }
        Matrix matrix = RemoteRun.outcome(home);
        tidy();
        return Optional.of(matrix);
    }

    private void tidy() {
        run.clear();
        Attachment.remove(home);
    }
}
