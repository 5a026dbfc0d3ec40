package natscompat.qualification.kubernetes;

import java.util.Map;
import java.util.function.Consumer;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Deleting;
import natscompat.deployer.kubernetes.platform.KubernetesPlatform;
import natscompat.deployer.kubernetes.platform.KubernetesSettings;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.Resources;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.model.failure.FailureException;
import natscompat.platform.Platform;
import natscompat.qualification.head.RunnerSite;
import natscompat.qualification.head.Work;

/** The namespace of a run: where its runners make the clusters of their cells. Thread-safe. */
public final class KubernetesRunnerSite implements RunnerSite {
    private final ApiServer api;
    private final RunnerDeployment deployment;
    private final Consumer<String> notices;

    /**
     * Touches nothing yet.
     *
     * @param api stays open
     * @param notices told, a line each, what people should know
     */
    public KubernetesRunnerSite(ApiServer api, RunnerDeployment deployment, Consumer<String> notices) {
        this.api = api;
        this.deployment = deployment;
        this.notices = notices;
    }

    @Override
    public void clear(Work work) {
        // Nobody was here before the first one.
        if (work.attempt() > 1) {
            Deleting.ofCell(api, event -> {}, work.run(), work.cell().number()).delete();
        }
        work.remains().forEach(cell -> letGo(work.run(), cell));
    }

    /** It holds room that this cell may need; but that it hangs is no reason to give this one up. */
    private void letGo(String run, int cell) {
        try {
            Deleting.ofCell(api, event -> {}, run, cell).letGo();
            notices.accept("took away what was left of cell " + cell + ", which is lost");
        } catch (FailureException e) {
            notices.accept("what is left of cell " + cell + ", which is lost, stays: " + e.failure().why());
        }
    }

    @Override
    public Platform platform(Work work) {
        Map<String, String> labels =
                Map.of(Labels.RUN, work.run(), Labels.CELL, Integer.toString(work.cell().number()));
        return new KubernetesPlatform(api, new KubernetesSettings(work.images(), deployment.image(), deployment.arch(),
                deployment.storageClass(), deployment.serverStorage(), Resources.DEFAULT, labels, deployment.pullSecret(),
                mostStoreBytes(work)), notices);
    }

    /** Before a cell is judged nobody knows whether its stores are wanted; more than can be kept of them never is. */
    static long mostStoreBytes(Work work) {
        return work.keepOnFailure() ? Long.MAX_VALUE : work.maxArtifactBytes();
    }
}
