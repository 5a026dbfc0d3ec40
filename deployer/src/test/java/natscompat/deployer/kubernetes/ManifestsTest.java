package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    @Test
    void everyDocumentIsAnObjectAndEveryFieldIsKept() {
        var objects = Manifests.read("a.yaml", """
                # a comment
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: one}
                data:
                  text: |
                    --- not a separator
                ---
                apiVersion: made.up/v1
                kind: Thing
                metadata: {name: two}
                spec: {empty: {}, none: [], number: 1}
                """);

        assertThat(objects).extracting(ApiRequest::named).containsExactly("configmap/one", "thing/two");
        assertThat(objects.getFirst().<String>get("data", "text")).isEqualTo("--- not a separator\n");
        assertThat(objects.getLast().getAdditionalProperties())
                .containsEntry("spec", Map.of("empty", Map.of(), "none", List.of(), "number", 1));
    }

    @Test
    void whatIsNoYamlIsRefusedWithFileAndLine() {
        assertThatThrownBy(() -> Manifests.read("common/a.yaml", "kind: Service\nmetadata: {name: [}\n"))
                .hasMessageContaining("common/a.yaml").hasMessageContaining("line 2");
    }

    @Test
    void anObjectWithoutANameIsRefused() {
        assertThatThrownBy(() -> Manifests.read("a.yaml", "apiVersion: v1\nkind: Service\nmetadata: {}\n"))
                .hasMessageContaining("lacks apiVersion, kind or metadata.name");
    }

    @Test
    void accessRulesNameAResourceWithItsGroup() {
        GenericKubernetesResource policy = Manifests.read("a.yaml",
                "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: x}\n").getFirst();

        assertThat(ApiRequest.on("patch", policy)).hasToString("patch networkpolicies.networking.k8s.io x");
    }
}
