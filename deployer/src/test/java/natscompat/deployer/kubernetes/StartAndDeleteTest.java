package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.testing.Eventually;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Real clusters of two releases, started as they were generated, and deleted without a trace. */
@Tag("kubernetes")
class StartAndDeleteTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-start");

    private static Map<String, String> images = Map.of();

    @TempDir
    Path folder;

    @BeforeAll
    static void images() {
        images = TestImages.of(Generated.OLD, Generated.NEW);
    }

    @Test
    void deletingAllLeavesTheNamespaceAsItWasBefore() {
        String namespace = NAMESPACE.another();
        ForeignObjects.put(NAMESPACE.client(), namespace, images.getOrDefault(Generated.NEW, ""));
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            SortedMap<String, String> before = there.everything();
            there.start(folder, Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(2, 1)));
            assertThat(there.everything()).hasSizeGreaterThan(before.size() + 15);

            assertThat(new Deleting(there.api, there.events::add, false).list())
                    .contains("statefulset/nats-v2-12-15", "secret/nats-logins", "persistentvolumeclaim/data-nats-v2-14-5-0")
                    .noneMatch(name -> name.contains("other") || name.startsWith("pod/"));
            there.deleteAll(false);

            assertThat(there.everything()).isEqualTo(before);
        }
    }

    @Test
    void aSecondStartFindsEverythingAndChangesNothing() {
        String namespace = NAMESPACE.another();
        Deployment deployment = Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(2, 1));
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            there.start(folder, deployment);
            assertThat(there.done("created")).contains("statefulset/nats-v2-14-5", "secret/nats-logins");
            assertThat(there.told()).contains("Reached[goal=one meta leader", "Reached[goal=releases as asked");
            SortedMap<String, String> once = there.everything();
            there.events.clear();

            there.start(folder, deployment);

            assertThat(there.done("created")).isEmpty();
            assertThat(there.done("changed")).isEmpty();
            assertThat(there.done("kept")).containsExactly("secret/nats-logins");
            assertThat(there.everything()).isEqualTo(once);
        }
    }

    @Test
    void keptDataIsThereAgainAfterTheNextStart() throws Exception {
        String namespace = NAMESPACE.another();
        Deployment deployment = Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(2, 1));
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            there.start(folder, deployment);
            try (Client client = new Client(there.api, deployment)) {
                client.connection.jetStreamManagement().addStream(
                        StreamConfiguration.builder().name("KEPT").subjects("kept").replicas(3).build());
                Eventually.answered("publish", () -> client.connection.jetStream()
                        .publish("kept", "still here".getBytes(StandardCharsets.UTF_8)));
            }
            there.deleteAll(true);
            assertThat(there.everything().keySet()).filteredOn(name -> name.contains("nats"))
                    .containsExactly("persistentvolumeclaims/data-nats-v2-12-15-0",
                            "persistentvolumeclaims/data-nats-v2-12-15-1", "persistentvolumeclaims/data-nats-v2-14-5-0",
                            "secrets/nats-logins");

            assertThat(catchThrowableOfType(FailureException.class,
                            () -> there.start(folder, deployment.with(Generated.mix(2, 0)))).failure().text())
                    .contains("there is data of servers that this mix lacks: data-nats-v2-14-5-0", "bin/delete-all");

            there.start(folder, deployment);

            try (Client client = new Client(there.api, deployment)) {
                byte[] kept = Eventually.answered("read", () ->
                        client.connection.jetStreamManagement().getMessage("KEPT", 1)).getData();
                assertThat(new String(kept, StandardCharsets.UTF_8)).isEqualTo("still here");
            }
        }
    }

    @Test
    void inPlaceTheLowerOrdinalsRunOneReleaseAndTheUpperOnesTheOther() {
        String namespace = NAMESPACE.another();
        Deployment deployment = Generated.deployment(namespace, Layout.IN_PLACE, images, Generated.mix(2, 1));
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            there.start(folder, deployment);
            SortedMap<String, String> mixed = there.everything();
            there.events.clear();

            there.start(folder, deployment);
            assertThat(there.done("changed")).isEmpty();
            assertThat(there.everything()).isEqualTo(mixed);

            there.start(folder, deployment.with(Generated.mix(1, 2)));
            Sight sight = Sight.of(there.api, "nats");
            assertThat(sight.pods()).extracting(Sight::image)
                    .containsExactly(images.get(Generated.OLD), images.get(Generated.NEW), images.get(Generated.NEW));
        }
    }

    @Test
    void aPodThatPeopleDeleteLeavesAsALameDuck() throws Exception {
        String namespace = NAMESPACE.another();
        String pod = "nats-v2-14-5-0";
        Deployment deployment = Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(2, 1));
        KubernetesClient all = NAMESPACE.client();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            there.start(folder, deployment);
            // With a client it takes its time, and the SIGTERM that follows meets it in the midst of it.
            try (Client client = new Client(there.api, deployment);
                    LogWatch _ = all.pods().inNamespace(namespace).withName(pod).inContainer("server").watchLog(log)) {
                assertThat(client.connection.getConnectedUrl()).isNotEmpty();
                all.pods().inNamespace(namespace).withName(pod).delete();
                assertThat(Waiting.reached("its last words", Duration.ofSeconds(60), Duration.ofMillis(200),
                        () -> text(log).contains("Server Exiting"))).as(text(log)).isTrue();
            }
        }
        assertThat(text(log)).contains("Entering lame duck mode, stop accepting new clients");
        assertThat(all.v1().events().inNamespace(namespace).list().getItems())
                .extracting(Event::getReason).contains("Killing").doesNotContain("FailedPreStopHook");
    }

    private static String text(ByteArrayOutputStream log) {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** Somebody who works with the cluster from outside, with the password that start made. */
    private static final class Client implements AutoCloseable {
        final Connection connection;
        private final PortForwards forwards;
        private final Connections connections = new Connections();

        Client(ApiServer api, Deployment deployment) {
            String server = new ObjectNames(deployment).servers().getLast();
            String secret = NAMESPACE.client().secrets().inNamespace(api.namespace())
                    .withName(new ObjectNames(deployment).secret()).get().getData().get(ObjectNames.WORK_PASSWORD);
            String password = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
            forwards = new PortForwards(api);
            InetSocketAddress address = forwards.to(server, 4222);
            connection = connections.connect(
                    new Endpoint(server, "nats://127.0.0.1:" + address.getPort(), "work", password), "test",
                    Duration.ofSeconds(10));
        }

        @Override
        public void close() {
            connections.close();
            forwards.close();
        }
    }
}
