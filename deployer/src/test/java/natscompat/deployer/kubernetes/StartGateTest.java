package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;

/** When each gate is open, and what is said while it is not. */
class StartGateTest {
    private static final String IMAGE = Generated.NO_IMAGES.getOrDefault(Generated.NEW, "");
    private static final Expected SERVER =
            new Expected("nats-0", new ReleaseImage("v2.14.5", ServerVersion.of("2.14.5"), IMAGE));

    private final PodBuilder pod = new PodBuilder()
            .withNewMetadata().withName("nats-0").addToLabels("controller-revision-hash", "r2").endMetadata()
            .withNewSpec().withNodeName("node")
            .addNewContainer().withName("server").withImage(IMAGE).endContainer()
            .addNewVolume().withName("data").withNewPersistentVolumeClaim("data-nats-0", false).endVolume()
            .endSpec()
            .withNewStatus().addNewCondition().withType("Ready").withStatus("True").endCondition().endStatus();

    private static StatefulSet set(long generation, String revision, int partition) {
        return new StatefulSetBuilder()
                .withNewMetadata().withName("nats").withGeneration(7L).endMetadata()
                .withNewSpec().withNewUpdateStrategy().withNewRollingUpdate().withPartition(partition).endRollingUpdate()
                .endUpdateStrategy().endSpec()
                .withNewStatus().withObservedGeneration(generation).withUpdateRevision(revision).endStatus()
                .build();
    }

    private static PersistentVolumeClaim claim(String phase) {
        return new PersistentVolumeClaimBuilder().withNewMetadata().withName("data-nats-0").endMetadata()
                .withNewStatus().withPhase(phase).endStatus().build();
    }

    private static List<String> missing(StartGate gate, Pod pod, StatefulSet set, String phase) {
        return gate.missing(new Sight(List.of(set), List.of(pod), List.of(claim(phase))), List.of(SERVER));
    }

    private static List<String> missing(StartGate gate, Pod pod) {
        return missing(gate, pod, set(7, "r2", 0), "Bound");
    }

    @Test
    void aServerThatIsAllRightPassesEveryGate() {
        Pod pulled = pod.editStatus().withContainerStatuses(
                new ContainerStatusBuilder().withName("server").withImageID("x@sha256:1").build()).endStatus().build();

        for (StartGate gate : StartGate.values()) {
            assertThat(missing(gate, pulled)).as(gate.words()).isEmpty();
        }
    }

    @Test
    void aPodOnItsWayOutIsNotThere() {
        Pod leaving = pod.editMetadata().withDeletionTimestamp("2026-11-21T00:00:00Z").endMetadata().build();

        assertThat(missing(StartGate.PODS_MADE, leaving)).containsExactly("nats-0 is being deleted, on node node");
        assertThat(StartGate.PODS_MADE.missing(new Sight(List.of(), List.of(), List.of()), List.of(SERVER)))
                .containsExactly("nats-0 is not there");
    }

    @Test
    void aPodWithoutANodeIsNotScheduled() {
        Pod homeless = pod.editSpec().withNodeName(null).endSpec().build();

        assertThat(missing(StartGate.PODS_SCHEDULED, homeless)).containsExactly("nats-0 has no node");
    }

    @Test
    void aClaimThatIsPendingIsNamed() {
        assertThat(missing(StartGate.CLAIMS_BOUND, pod.build(), set(7, "r2", 0), "Pending"))
                .containsExactly("nats-0 waits for its claim data-nats-0, which is Pending");
    }

    @Test
    void anImageThatIsBeingPulledIsSaidWithItsReason() {
        assertThat(missing(StartGate.IMAGES_PULLED, pod.build())).containsExactly("nats-0 has no container yet");
        Pod pulling = pod.editStatus().withContainerStatuses(new ContainerStatusBuilder().withName("server")
                .withNewState().withNewWaiting().withReason("ImagePullBackOff").endWaiting().endState().build()).endStatus().build();

        assertThat(missing(StartGate.IMAGES_PULLED, pulling))
                .containsExactly("nats-0 has no image yet for server: ImagePullBackOff");
    }

    @Test
    void aPodThatIsReadyButOfAnOlderTemplateIsStillToBeRolled() {
        List<String> toBeRolled = List.of("nats-0 is to be rolled to v2.14.5");
        Pod otherImage = pod.editSpec().editFirstContainer().withImage("other").endContainer().endSpec().build();

        assertThat(missing(StartGate.SERVERS_HEALTHY, otherImage)).isEqualTo(toBeRolled);
        assertThat(missing(StartGate.SERVERS_HEALTHY, pod.editSpec().editFirstContainer().withImage(IMAGE).endContainer()
                .endSpec().build(), set(7, "r3", 0), "Bound")).isEqualTo(toBeRolled);
        assertThat(missing(StartGate.SERVERS_HEALTHY, pod.build(), set(6, "r2", 0), "Bound"))
                .as("the controller has not seen the change yet").isEqualTo(toBeRolled);
        assertThat(missing(StartGate.SERVERS_HEALTHY, pod.build(), set(7, "r3", 1), "Bound"))
                .as("below the partition").isEmpty();
    }
}
