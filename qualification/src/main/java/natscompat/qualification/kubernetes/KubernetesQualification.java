package natscompat.qualification.kubernetes;

import java.io.IOException;
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
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Matrix;
import natscompat.publish.leftover.Trees;
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
     * Comes back when the head has its order: from then on the run goes on without us. What was made is taken away again
     * when it cannot begin, and the run folder, too.
     *
     * @throws natscompat.model.failure.FailureException when it cannot begin: input, environment, build, deploy
     */
    public void begin(Request request) {
        QualificationSpec spec = request.spec();
        run.prepare(request.storageClass(), request.createNamespace());
        List<ResolvedRelease> releases = spec.releases().stream().map(spec.source()::resolve).toList();
        KubernetesName.checkReleases(releases.stream().map(ResolvedRelease::name).toList());
        releases.forEach(release -> listener.on(new RunEvent.Resolved(release)));
        try (Builds builds = new Builds(spec.source(), releases, listener)) {
            Plan plan = spec.planning().apply(releases);
            String image = request.runnerImage().get();
            Map<String, BuiltRelease> built = builds.await(new StopSign());
            Order order = order(spec, plan, List.copyOf(built.values()), request.releases().images());
            request.attachment().write(RunFolder.create(home).path());
            new PendingOrder(home).write(order);
            reserve();
            try {
                run.begin(request.deployment().apply(image, plan), request.templates(), spec.again());
                order();
            } catch (FailureException e) {
                takeBack(e);
                throw e;
            }
        }
    }

    /** Where the name belongs to somebody else, nothing there is ours to take back. */
    private void reserve() {
        try {
            run.reserve();
        } catch (FailureException e) {
            forget(e);
            throw e;
        }
    }

    /** Whether the command that began the run ended before its head had the order. */
    public boolean pending() {
        return new PendingOrder(home).read().isPresent();
    }

    /** Hands the order over, if the head may not have it. */
    private void order() {
        PendingOrder pending = new PendingOrder(home);
        pending.read().ifPresent(order -> {
            try (HeadClient head = run.client()) {
                head.order(order);
            }
            pending.remove();
        });
    }

    /** Where that does not work, the folder stays, so that one may attach. */
    private void takeBack(FailureException why) {
        try {
            run.clear();
            forget(why);
        } catch (FailureException e) {
            why.addSuppressed(e);
        }
    }

    private void forget(FailureException why) {
        try {
            Trees.delete(home);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * Sees before one follows it that the run can be followed: it has its order, and its head was not given up.
     *
     * @throws FailureException when there is nothing to follow
     */
    public void resume() {
        if (run.hasHead()) {
            run.revive();
            order();
            return;
        }
        boolean begun = !pending();
        FailureException gone = begun
                ? Failure.environment("attach to the run", "its head's job was deleted, and not all of the run was brought home",
                        "What its cells came to is on the volume " + run.volume() + " still; bin/delete-all takes everything away.")
                : Failure.environment("attach to the run", "the command that began it ended before there was a head",
                        "What it had made is taken away; begin it again.");
        if (!begun) {
            takeBack(gone);
        }
        throw gone;
    }

    private static Order order(
            QualificationSpec spec, Plan plan, List<BuiltRelease> built, Map<String, String> images) {
        return new Order(Order.SCHEMA, spec.runId(), spec.tool(), spec.arguments(), spec.again(), plan, built, images,
                spec.parallel(), spec.failOn(), spec.excused(), spec.reruns(), spec.canary(), spec.keepOnFailure(),
                spec.maxArtifactBytes());
    }

    /**
     * Follows the run to its end, brings its folder home and takes everything of the run away. What cannot be taken away is
     * told, and {@link #finished} takes it.
     *
     * @param remote the run as seen from here
     */
    public Matrix finish(RemoteRun remote) {
        remote.bringHome(() -> Attachment.fetched(home));
        try {
            return remote.outcome();
        } finally {
            tidy();
        }
    }

    /** What is left of a run whose folder is home: of one that was interrupted between the two. */
    public Optional<Matrix> finished() {
        if (!Attachment.isFetched(home) && !(RemoteRun.isHome(home) && run.fetched())) {
            return Optional.empty();
        }
        try {
            return Optional.of(RemoteRun.outcome(home));
        } finally {
            tidy();
        }
    }

    /** What does not go now goes with the next attach: it changes neither what the run came to nor the exit code. */
    private void tidy() {
        try {
            run.clear();
            Attachment.remove(home);
        } catch (FailureException e) {
            listener.on(new RunEvent.Note("the run folder is home, but not all of the run was taken away: tried to "
                    + e.failure().tried() + ": " + e.failure().why() + "; attach to the run again, which takes the rest away"));
        }
    }
}
