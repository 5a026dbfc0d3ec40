package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.nats.client.Connection;
import io.nats.client.api.StreamConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.kubernetes.PortForwards;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.testing.Eventually;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people type to start and to start again, and what runs then on a real cluster. */
@Tag("kubernetes")
class StartVerbTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-typed");

    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final String SERVER = "nats-v2-14-5-0";

    @TempDir
    Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private void typed(String... words) {
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        Shell shell = new Shell(print, print, home, home, System.getenv(), new Shell.Terminals(false, false, false), 0);
        assertThat(Main.run(List.of(words), shell)).as(() -> said.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void another_mix_from_another_folder_in_a_new_namespace_finds_the_data_that_was_kept() throws IOException {
        Map<String, String> images = TestImages.of(OLD, NEW);
        Files.createDirectories(home.resolve("built"));
        Files.write(home.resolve("built/node-images.txt"),
                images.entrySet().stream().map(image -> image.getKey() + " " + image.getValue()).toList());
        String namespace = NAMESPACE.fresh();
        String elsewhere = home.resolve("elsewhere").toString();
        typed("generate", "-n", namespace, "--mix", "2 x v2.14.5", "--out", elsewhere,
                "--requests", "cpu=20m,memory=64Mi", "--limits", "memory=256Mi");
        String[] start = {"start", "-n", namespace, "--config", elsewhere, "--create-namespace", "--mix", "1 x v2.12.15",
            "--mix", "1 x v2.14.5"};

        typed(start);

        Map<String, String> mix = Map.of("nats-v2-12-15-0", images.getOrDefault(OLD, ""), SERVER, images.getOrDefault(NEW, ""));
        assertThat(running(namespace)).isEqualTo(mix);
        store(namespace, "still here");
        typed("delete-all", "-n", namespace, "--keep-data");
        assertThat(running(namespace)).isEmpty();

        typed(start);

        assertThat(running(namespace)).isEqualTo(mix);
        assertThat(stored(namespace)).isEqualTo("still here");
    }

    /** The image of every pod. */
    private static Map<String, String> running(String namespace) {
        Map<String, String> running = new TreeMap<>();
        for (Pod pod : NAMESPACE.client().pods().inNamespace(namespace).list().getItems()) {
            running.put(pod.getMetadata().getName(), pod.getSpec().getContainers().getFirst().getImage());
        }
        return running;
    }

    private static void store(String namespace, String text) throws IOException {
        asking(namespace, client -> {
            Eventually.answered("a stream", () -> client.jetStreamManagement().addStream(
                    StreamConfiguration.builder().name("KEPT").subjects("kept").replicas(2).build()));
            return Eventually.answered("publish", () -> client.jetStream()
                    .publish("kept", text.getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static String stored(String namespace) throws IOException {
        byte[] kept = asking(namespace, client -> Eventually.answered("read",
                () -> client.jetStreamManagement().getMessage("KEPT", 1))).getData();
        return new String(kept, StandardCharsets.UTF_8);
    }

    /** What somebody does with a connection. */
    private interface Asking<T> {
        T of(Connection client) throws IOException;
    }

    /** As somebody who works with the cluster from outside, with the password that start made. */
    private static <T> T asking(String namespace, Asking<T> asking) throws IOException {
        String secret = NAMESPACE.client().secrets().inNamespace(namespace).withName("nats-logins").get().getData()
                .get(ObjectNames.WORK_PASSWORD);
        String password = new String(Base64.getDecoder().decode(secret), StandardCharsets.UTF_8);
        try (ApiServer api = new ApiServer(KubernetesClients.open(Optional.empty()), namespace, text -> {});
                PortForwards forwards = new PortForwards(api);
                Connections connections = new Connections()) {
            String url = "nats://127.0.0.1:" + forwards.to(SERVER, 4222).getPort();
            return asking.of(connections.connect(new Endpoint(SERVER, url, "work", password), "test", Duration.ofSeconds(10)));
        }
    }
}
