package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.sidecar.Sight;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.Ports;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.failure.Failure;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.Json;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.ClusterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the pods of a server come to, from what a watch tells. No sidecar answers here. */
class PodsTest {
    private static final Mix MIX = Mix.all("v2.14.5", 3);

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<Sight> heard = new CopyOnWriteArrayList<>();
    private final ApiServer api = new ApiServer(new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build()).build(), "ns", note -> {});
    private final Logins logins = Logins.drawn();
    private final Pods pods = pods(false);

    private Pods pods(boolean linkProxy) {
        return pods(linkProxy, Duration.ofHours(1));
    }

    private Pods pods(boolean linkProxy, Duration silence) {
        return new Pods("c-0", new PodCluster(
                new ClusterSpec("c", MIX, Map.of(), new CellFolder(Path.of("none")), new RunClock(), events::add, linkProxy),
                Deployment.of("ns", "c", Layout.IN_PLACE,
                        List.of(new ReleaseImage("v2.14.5", ServerVersion.of("v2.14.5"), "r/n@sha256:" + "ab".repeat(32))), MIX),
                api, logins, new PodLinks(linkProxy, List.of(), 1), 0),
                (pod, sight) -> heard.add(sight), silence);
    }

    @AfterEach
    void end() {
        pods.close();
        api.close();
    }

    @Test
    void a_pod_that_runs_is_not_taken_away() {
        pods.seen(pod("127.0.0.1").build());
        assertThat(pods.takenAway(now())).isEmpty();
    }

    @Test
    void a_pod_that_others_delete_or_drain_is_taken_away() {
        pods.seen(pod("127.0.0.1").build());
        ServerPod running = now();
        pods.seen(pod("127.0.0.1").goes().build());
        assertThat(pods.takenAway(running)).contains("its pod was deleted");
        pods.seen(pod("127.0.0.1").drained().build());
        assertThat(pods.takenAway(running)).contains("EvictionByEvictionAPI: drained");
        pods.gone(pod("127.0.0.1").build());
        assertThat(pods.takenAway(running)).contains("its pod is gone");
        assertThat(heard).contains(Sight.NONE);
    }

    @Test
    void a_pod_whose_address_changes_is_another_one() {
        pods.seen(pod("127.0.0.1").build());
        ServerPod before = now();
        pods.seen(pod("127.0.0.2").build());
        assertThat(now().address()).isEqualTo("127.0.0.2");
        assertThat(pods.has(before)).isFalse();
        assertThat(heard).contains(Sight.NONE);
        assertThat(pods.takenAway(before)).contains("its pod was set up anew with another address");
        assertThat(pods.takenAway(now())).isEmpty();
    }

    @Test
    void what_has_no_node_is_not_the_servers_doing_and_what_crashes_is() {
        assertThat(pods.notByItself()).as("there is none").isTrue();
        pods.seen(pod("127.0.0.1").build());
        assertThat(pods.notByItself()).isTrue();
        pods.seen(pod("127.0.0.1").crashed().build());
        assertThat(pods.notByItself()).isFalse();
    }

    @Test
    void a_sidecar_that_is_started_again_is_on_record() {
        pods.seen(pod("127.0.0.1").sidecarRestarts(0).build());
        assertThat(events).isEmpty();
        pods.seen(pod("127.0.0.1").sidecarRestarts(1).build());
        assertThat(events).extracting(Event::toString).singleElement().asString()
                .contains("the sidecar of c-0 was started again");
        assertThat(pods.unlinked()).as("it was no link proxy").isEmpty();
    }

    @Test
    void a_link_proxy_that_is_started_again_disturbs_the_cell() {
        try (Pods linked = pods(true)) {
            linked.seen(pod("127.0.0.1").sidecarRestarts(0).build());
            assertThat(linked.unlinked()).isEmpty();
            linked.seen(pod("127.0.0.1").sidecarRestarts(1).build());
            assertThat(linked.unlinked()).get().extracting(Failure::why).asString().contains("is its link proxy, was started again");
        }
    }

    /** As on a node that is dead: Kubernetes says for minutes that all is well. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_sidecar_that_falls_silent_disturbs_the_cell_but_not_where_its_pod_is_to_go() throws IOException {
        try (Pods watched = pods(false, Duration.ofSeconds(2))) {
            try (LineServer _ = new LineServer(new InetSocketAddress("127.0.0.44", Ports.STEERING), logins.token(), PodsTest::nothingRuns)) {
                watched.seen(pod("127.0.0.44").build());
                assertThat(reached(() -> heardOf(watched))).isTrue();
                assertThat(watched.unreached()).isEmpty();
            }
            assertThat(reached(() -> watched.unreached().isPresent())).isTrue();
            assertThat(watched.unreached()).get().extracting(Failure::text).asString()
                    .contains("reach the pod of c-0", "its sidecar does not answer", "its node may be gone");
            watched.seen(pod("127.0.0.44").goes().build());
            assertThat(watched.unreached()).as("it is taken away").isEmpty();
        }
    }

    @Test
    void a_sidecar_that_never_answered_is_on_its_way() {
        try (Pods watched = pods(false, Duration.ZERO)) {
            watched.seen(pod("127.0.0.1").build());
            assertThat(watched.unreached()).isEmpty();
        }
    }

    private static boolean heardOf(Pods watched) {
        return watched.lasting().filter(pod -> pod.silence().isPositive()).isPresent();
    }

    private static boolean reached(BooleanSupplier condition) {
        return Waiting.reached("what is to be seen", Duration.ofSeconds(20), Duration.ofMillis(10), condition);
    }

    private static String nothingRuns(String order) {
        Waiting.pause("a change of the process", Duration.ofMillis(50));
        return "ok " + Json.line(Sight.NONE);
    }

    private ServerPod now() {
        return pods.lasting().orElseThrow();
    }

    private static Made pod(String address) {
        return new Made(new PodBuilder().withNewMetadata().withName("c-0").withUid("u")
                .addToLabels("nats-compat.io/release", "v2-14-5").endMetadata()
                .withNewStatus().withPodIP(address).endStatus());
    }

    /** A pod in the making. */
    private record Made(PodBuilder pod) {
        Made goes() {
            return new Made(pod.editMetadata().withDeletionTimestamp("2026-11-21T12:00:00Z").endMetadata());
        }

        Made drained() {
            return new Made(pod.editStatus().addNewCondition().withType("DisruptionTarget").withStatus("True")
                    .withReason("EvictionByEvictionAPI").withMessage("drained").endCondition().endStatus());
        }

        Made crashed() {
            return new Made(pod.editStatus().addNewContainerStatus().withName("server").withRestartCount(3)
                    .withContainerID("containerd://1").withNewState().withNewWaiting().withReason("CrashLoopBackOff")
                    .withMessage("back-off").endWaiting().endState().endContainerStatus().endStatus());
        }

        Made sidecarRestarts(int times) {
            return new Made(pod.editStatus().addNewInitContainerStatus().withName("sidecar").withRestartCount(times)
                    .endInitContainerStatus().endStatus());
        }

        PodView build() {
            return new PodView(pod.build());
        }
    }
}
