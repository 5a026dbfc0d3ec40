package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Applying;
import natscompat.deployer.kubernetes.FakeApiServer;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.KubernetesName;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.ClusterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of which some are down, and a controller that has taken note of everything: what a step asks for, and deletes. */
class StepBackTest {
    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final Mix HALF = new Mix(List.of(OLD, NEW, NEW));

    @TempDir
    Path folder;

    private final FakeApiServer fake = fake();
    private final ApiServer api = fake.open(Duration.ofMillis(300));
    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<KubernetesServer> servers = new ArrayList<>();
    private volatile String current = "rev-old";

    @AfterEach
    void end() {
        servers.forEach(KubernetesServer::close);
        api.close();
        fake.close();
    }

    @Test
    void who_is_down_on_the_new_release_goes_back_and_its_pod_is_deleted() {
        Rollout rollout = rolled(HALF, true, false, true);
        Mix next = new Mix(List.of(OLD, OLD, NEW));
        rollout.before(next);
        rollout.become(next);
        assertThat(deleted).containsExactly("c-1");
        assertThat(rollout.mix()).hasValue(next);
    }

    @Test
    void all_that_are_down_on_the_new_release_go_back_at_once() {
        Rollout rollout = rolled(HALF, true, false, false);
        Mix next = Mix.all(OLD, 3);
        rollout.before(next);
        rollout.become(next);
        assertThat(deleted).containsExactlyInAnyOrder("c-1", "c-2");
    }

    @Test
    void who_is_down_on_the_old_release_holds_a_step_back_up() {
        Rollout rollout = rolled(HALF, false, true, true);
        assertThatThrownBy(() -> rollout.before(new Mix(List.of(OLD, OLD, NEW)))).isInstanceOf(FailureException.class)
                .hasMessageContaining("c-0").hasMessageContaining("not ready");
    }

    @Test
    void who_is_down_holds_a_step_forward_up() {
        Rollout rollout = rolled(HALF, true, false, true);
        assertThatThrownBy(() -> rollout.before(Mix.all(NEW, 3))).isInstanceOf(FailureException.class)
                .hasMessageContaining("c-1").hasMessageContaining("not ready");
        assertThat(deleted).isEmpty();
    }

    @Test
    void the_last_to_be_rolled_goes_back_where_it_never_came_up() {
        Rollout rollout = rolled(Mix.all(NEW, 3), false, true, true);
        rollout.before(HALF);
        rollout.become(HALF);
        assertThat(deleted).containsExactly("c-0");
    }

    @Test
    void after_a_complete_update_who_is_down_holds_every_step_up() {
        current = "rev-new";
        Rollout rollout = rolled(Mix.all(NEW, 3), false, true, true);
        assertThatThrownBy(() -> rollout.before(HALF)).isInstanceOf(FailureException.class)
                .hasMessageContaining("c-0").hasMessageContaining("not ready");
    }

    /** After steps from the old release up to this mix; for each pod whether it is ready. No server runs. */
    private Rollout rolled(Mix mix, boolean... ready) {
        List<ReleaseImage> images = List.of(image(OLD), image(NEW));
        Map<String, BuiltRelease> releases = new TreeMap<>(Map.of(OLD, built(OLD), NEW, built(NEW)));
        Deployment deployment = Deployment.of("qualify", "c", Layout.IN_PLACE, images, mix);
        PodCluster cluster = new PodCluster(
                new ClusterSpec("c", mix, releases, new CellFolder(folder), new RunClock(), event -> {}, false), deployment, api,
                Logins.drawn(), new PodLinks(false, List.of(), 1), 0);
        for (int i = 0; i < mix.size(); i++) {
            KubernetesServer server =
                    new KubernetesServer("c-" + i, i, "nats://c-" + i + ":4222", cluster, folder, built(mix.release(i)));
            server.pods().seen(pod(i, mix.release(i), ready[i]));
            servers.add(server);
        }
        return new Rollout(new ClusterObjects(api, new Applying(api, note -> {}), deployment), servers,
                new AtomicReference<>(mix), new AtomicReference<>(OLD), Duration.ofMillis(300));
    }

    private static PodView pod(int ordinal, String release, boolean ready) {
        return new PodView(new PodBuilder()
                .withNewMetadata().withName("c-" + ordinal).withUid("u" + ordinal)
                .addToLabels("nats-compat.io/release", KubernetesName.ofRelease(release).value()).endMetadata()
                .withNewStatus()
                .addNewCondition().withType("Ready").withStatus(ready ? "True" : "False").endCondition()
                .endStatus()
                .build());
    }

    private static ReleaseImage image(String name) {
        return new ReleaseImage(name, ServerVersion.of(name), "r/n@sha256:" + "ab".repeat(32));
    }

    private static BuiltRelease built(String name) {
        return new BuiltRelease(new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, "i", "i"),
                Path.of("nats-server"), "sha", 0, "", "", Duration.ZERO, true);
    }

    private FakeApiServer fake() {
        try {
            return new FakeApiServer(this::answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("DELETE")) {
            deleted.add(path.substring(path.lastIndexOf('/') + 1));
            return Answer.ok("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
        }
        return Answer.ok("{\"apiVersion\":\"apps/v1\",\"kind\":\"StatefulSet\",\"metadata\":{\"name\":\"c\",\"namespace\":\"qualify\","
                + "\"generation\":2,\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\"}},\"status\":{\"replicas\":3,"
                + "\"observedGeneration\":2,\"currentRevision\":\"" + current + "\",\"updateRevision\":\"rev-new\"}}");
    }
}
