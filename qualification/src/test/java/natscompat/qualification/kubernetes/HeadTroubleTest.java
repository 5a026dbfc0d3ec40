package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Optional;
import natscompat.deployer.kubernetes.Trouble;
import natscompat.model.failure.Category;
import org.junit.jupiter.api.Test;

class HeadTroubleTest {
    @Test
    void anImageThatCannotBePulledIsGivenUpAfterHalfAMinute() {
        Trouble trouble = waiting("ImagePullBackOff").orElseThrow();
        assertThat(trouble.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(trouble.object()).isEqualTo("pod/nc-r-head-x");
        assertThat(trouble.why()).isEqualTo("ImagePullBackOff: it is so");
        assertThat(trouble.next()).contains("registry", "--pull-secret", "--pull-registry");
        assertThat(trouble.patience()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theKubeletSaysTheSameInTwoWaysByTurns() {
        assertThat(waiting("ErrImagePull").orElseThrow().next()).isEqualTo(waiting("ImagePullBackOff").orElseThrow().next());
    }

    @Test
    void aContainerThatCannotBeMadeIsGivenUpToo() {
        assertThat(waiting("CreateContainerConfigError").orElseThrow().next()).contains("kubectl describe pod nc-r-head-x");
        assertThat(waiting("ContainerCreating")).as("on its way").isEmpty();
    }

    @Test
    void noRoomIsBorneForTwoMinutesAndLongerWhereANodeComes() {
        Pod pod = unscheduled("0/1 nodes are available: 1 Insufficient memory.");
        Trouble trouble = HeadTrouble.ofPod(pod, name -> false).orElseThrow();
        assertThat(trouble.why()).contains("Insufficient memory");
        assertThat(trouble.next()).isEqualTo("Free nodes or add some: the head asks for 100m cpu and 256Mi of memory.");
        assertThat(trouble.patience()).isEqualTo(Duration.ofMinutes(2));
        assertThat(HeadTrouble.ofPod(pod, "nc-r-head-x"::equals).orElseThrow().patience()).isGreaterThan(Duration.ofHours(1));
    }

    @Test
    void nodesOfAnotherProcessorTypeAreSaidToBeTheReason() {
        Pod pod = unscheduled("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.");
        assertThat(HeadTrouble.ofPod(pod, name -> false).orElseThrow().next()).contains("linux/arm64", "--goarch");
        Pod full = unscheduled("0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector.");
        assertThat(HeadTrouble.ofPod(full, name -> false).orElseThrow().next()).as("one node has it").doesNotContain("--goarch");
    }

    @Test
    void aVolumeThatIsNotMadeIsTheStorageClasss() {
        Pod pod = unscheduled("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.");
        assertThat(HeadTrouble.ofPod(pod, name -> false).orElseThrow().next()).contains("kubectl get storageclass");
    }

    @Test
    void aQuotaIsOneObstacleThoughEachTryHasAnotherName() {
        Trouble first = HeadTrouble.notMade("nc-r-head", "pods \"nc-r-head-a\" is forbidden: exceeded quota: q");
        Trouble second = HeadTrouble.notMade("nc-r-head", "pods \"nc-r-head-b\" is forbidden: exceeded quota: q");
        assertThat(first.next()).isEqualTo(second.next()).contains("larger quota");
        assertThat(first.object()).isEqualTo(second.object()).isEqualTo("job/nc-r-head");
        assertThat(HeadTrouble.notMade("nc-r-head", "violates PodSecurity").next()).contains("kubectl describe job nc-r-head");
    }

    private static Optional<Trouble> waiting(String reason) {
        return HeadTrouble.ofPod(pod("""
                  containerStatuses:
                    - {name: head, state: {waiting: {reason: %s, message: it is so}}}
                """.formatted(reason)), name -> false);
    }

    private static Pod unscheduled(String message) {
        return pod("""
                  conditions:
                    - {type: PodScheduled, status: "False", message: "%s"}
                """.formatted(message));
    }

    private static Pod pod(String status) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: nc-r-head-x}
                spec:
                  nodeSelector: {kubernetes.io/os: linux, kubernetes.io/arch: arm64}
                  containers:
                    - {name: head, resources: {requests: {cpu: 100m, memory: 256Mi}}}
                status:
                  phase: Pending
                """ + status, Pod.class);
    }
}
