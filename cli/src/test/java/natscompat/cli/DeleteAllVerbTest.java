package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import natscompat.testing.kubernetes.NamespaceContent;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people type to delete, and what they are told, in a namespace of a real cluster. */
@Tag("kubernetes")
class DeleteAllVerbTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-verb");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String namespace = "";
    private SortedMap<String, String> before = new java.util.TreeMap<>();

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return Main.run(List.of(arguments), new Shell(print(out), print(err), Path.of("/nowhere"), Path.of("/nowhere"),
                Map.of(), new Shell.Terminals(false, false, false), 0));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream of) {
        return of.toString(StandardCharsets.UTF_8);
    }

    /** A configuration of ours and one of somebody else, and the Job of a run. */
    @BeforeEach
    void aRunLivesInTheNamespace() {
        namespace = NAMESPACE.another();
        var client = NAMESPACE.client();
        client.resource(new ConfigMapBuilder().withNewMetadata().withName("nats-theirs").endMetadata().build())
                .inNamespace(namespace).create();
        before = NamespaceContent.of(client, namespace);
        client.resource(new ConfigMapBuilder().withNewMetadata().withName("nats-ours")
                        .addToLabels("app.kubernetes.io/managed-by", "nats-compat").endMetadata().build())
                .inNamespace(namespace).create();
        client.resource(new JobBuilder()
                        .withNewMetadata().withName("head-r1").addToLabels("app.kubernetes.io/managed-by", "nats-compat")
                        .addToLabels("nats-compat.io/run", "r1").endMetadata()
                        .withNewSpec().withSuspend(true).withNewTemplate().withNewSpec().withRestartPolicy("Never")
                        .addNewContainer().withName("head").withImage("none").endContainer().endSpec().endTemplate().endSpec()
                        .build())
                .inNamespace(namespace).create();
    }

    @Test
    void aRunIsNotDeletedUnderSomebodysFeet() {
        assertThat(run("delete-all", "-n", namespace)).isEqualTo(254);
        assertThat(text(err).replaceAll("\\s+", " ")).contains("run r1 (job/head-r1) lives there", "attach r1", "--force");
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).containsKeys("jobs/head-r1", "configmaps/nats-ours");

        assertThat(run("delete-all", "-n", namespace, "--force")).isZero();
        assertThat(text(err)).contains("deleted job/head-r1", "deleted configmap/nats-ours", "nothing of ours is left");
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).isEqualTo(before);
    }

    @Test
    void aDryRunListsAndTouchesNothing() {
        assertThat(run("delete-all", "-n", namespace, "--dry-run")).isZero();
        assertThat(text(out).lines()).containsExactly("job/head-r1", "configmap/nats-ours");
        assertThat(text(err)).contains("run r1 lives here: job/head-r1");

        assertThat(run("delete-all", "-n", namespace, "--dry-run", "--json")).isZero();
        assertThat(text(out)).contains("\"job/head-r1\"", "\"r1\"");
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).containsKeys("jobs/head-r1", "configmaps/nats-ours");
    }
}
