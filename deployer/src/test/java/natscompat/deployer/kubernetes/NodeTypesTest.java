package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import org.junit.jupiter.api.Test;

class NodeTypesTest {
    private final List<String> said = new ArrayList<>();

    private static Node node(String os, String arch, String... effects) {
        String taints = String.join(", ", List.of(effects).stream().map(effect -> "{key: k, effect: " + effect + "}").toList());
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Node
                metadata: {name: n}
                spec: {taints: [%s]}
                status: {nodeInfo: {operatingSystem: %s, architecture: %s}}
                """.formatted(taints, os, arch), Node.class);
    }

    private String chosen(Answer answer) throws IOException {
        try (FakeApiServer fake = new FakeApiServer(request -> answer);
                ApiServer api = fake.open(Duration.ofMillis(300))) {
            return new NodeTypes(api).choose("amd64", said::add);
        }
    }

    private String chosen(Node... nodes) throws IOException {
        return chosen(Answer.ok(Serialization.asJson(
                new NodeListBuilder().withNewMetadata().endMetadata().withItems(nodes).build())));
    }

    @Test
    void whatAllNodesAreIsBuiltForAndSaidWhereThisMachineIsAnother() throws IOException {
        assertThat(chosen(node("linux", "amd64"), node("linux", "amd64"))).isEqualTo("amd64");
        assertThat(said).isEmpty();
        assertThat(chosen(node("linux", "arm64"))).isEqualTo("arm64");
        assertThat(said).containsExactly("nodes are arm64, this machine is amd64: images are for linux/arm64");
    }

    @Test
    void ofSeveralTypesThatOfThisMachineIsTakenElseTheFirst() throws IOException {
        assertThat(chosen(node("linux", "arm64"), node("linux", "amd64"))).isEqualTo("amd64");
        assertThat(said).containsExactly("nodes are amd64 and arm64: images are for linux/amd64; --goarch names another one");
        assertThat(chosen(node("linux", "s390x"), node("linux", "arm64"))).isEqualTo("arm64");
    }

    @Test
    void whoMayNotLookBuildsForThisMachineAndSaysNothing() throws IOException {
        assertThat(chosen(Answer.status(403, "Forbidden", "nodes is forbidden"))).isEqualTo("amd64");
        assertThat(said).isEmpty();
    }

    @Test
    void nodesThatTakeNoPodsOfOursDoNotCount() {
        assertThat(NodeTypes.types(List.of(node("linux", "amd64", "NoSchedule"), node("windows", "amd64"), node("linux", "arm64"))))
                .containsExactly("arm64");
        assertThat(NodeTypes.types(List.of(node("linux", "arm64", "PreferNoSchedule")))).containsExactly("arm64");
        assertThat(NodeTypes.types(List.of(node("linux", "amd64", "NoExecute")))).as("better than none").containsExactly("amd64");
    }
}
