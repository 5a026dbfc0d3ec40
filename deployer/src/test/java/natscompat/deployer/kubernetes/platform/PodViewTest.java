package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import org.junit.jupiter.api.Test;

/** What is read out of a pod's status. */
class PodViewTest {
    private static final String IMAGE = "10.0.0.1:5000/nats@sha256:" + "ab".repeat(32);

    private static ContainerState ended(int exit) {
        return new ContainerStateBuilder().withNewTerminated().withExitCode(exit).endTerminated().build();
    }

    private static PodView view(int restarts, ContainerState state, ContainerState last, boolean ready) {
        return new PodView(new PodBuilder()
                .withNewMetadata().withName("c-0").withUid("u1").addToLabels("nats-compat.io/release", "v2-14-5").endMetadata()
                .withNewStatus()
                .withPodIP("10.244.0.7")
                .withPhase("Running")
                .addNewCondition().withType("Ready").withStatus(ready ? "True" : "False").endCondition()
                .addNewContainerStatus()
                .withName("server").withRestartCount(restarts).withImageID(IMAGE).withContainerID("containerd://1")
                .withState(state).withLastState(last)
                .endContainerStatus()
                .endStatus()
                .build());
    }

    @Test
    void the_exit_status_is_that_of_the_container_that_is_asked_for() {
        PodView first = view(0, ended(2), new ContainerState(), false);
        assertThat(first.exit(0)).contains(2);
        assertThat(first.exit(1)).isEmpty();
        PodView second = view(1, new ContainerState(), ended(137), true);
        assertThat(second.exit(0)).contains(137);
        assertThat(second.exit(1)).isEmpty();
        PodView third = view(1, ended(1), ended(137), false);
        assertThat(third.exit(0)).contains(137);
        assertThat(third.exit(1)).contains(1);
    }

    @Test
    void it_says_what_runs_where() {
        PodView view = view(0, new ContainerState(), new ContainerState(), true);
        assertThat(view.ready()).isTrue();
        assertThat(view.release()).isEqualTo("v2-14-5");
        assertThat(view.address()).contains("10.244.0.7");
        assertThat(view.digest()).contains("sha256:" + "ab".repeat(32));
        assertThat(view.goes()).isFalse();
    }

    @Test
    void a_back_off_is_seen() {
        ContainerState waits = new ContainerStateBuilder()
                .withNewWaiting().withReason("CrashLoopBackOff").withMessage("back-off 10s").endWaiting().build();
        PodView view = view(2, waits, ended(137), false);
        assertThat(view.waiting()).hasValueSatisfying(why -> assertThat(why.getReason()).isEqualTo("CrashLoopBackOff"));
        assertThat(view.text()).contains("c-0 is Running", "CrashLoopBackOff", "back-off 10s");
    }

    @Test
    void a_pod_that_is_being_deleted_is_not_ready() {
        PodView view = new PodView(new PodBuilder(view(0, new ContainerState(), new ContainerState(), true).pod())
                .editMetadata().withDeletionTimestamp("2026-11-21T12:00:00Z").endMetadata().build());
        assertThat(view.goes()).isTrue();
        assertThat(view.ready()).isFalse();
    }

    @Test
    void why_kubernetes_takes_it_away_or_gives_it_no_node_is_told() {
        PodView drained = with("DisruptionTarget", "True", "EvictionByEvictionAPI", "Eviction API: evicting");
        assertThat(drained.disruption()).contains("EvictionByEvictionAPI: Eviction API: evicting");
        PodView homeless = with("PodScheduled", "False", "Unschedulable", "0/1 nodes: Insufficient memory");
        assertThat(homeless.text()).contains("it has no node: 0/1 nodes: Insufficient memory");
        assertThat(homeless.disruption()).isEmpty();
    }

    private static PodView with(String type, String status, String reason, String message) {
        return new PodView(new PodBuilder().withNewMetadata().withName("c-0").withUid("u1").endMetadata()
                .withNewStatus().withPhase("Pending").addNewCondition().withType(type).withStatus(status)
                .withReason(reason).withMessage(message).endCondition().endStatus().build());
    }
}
