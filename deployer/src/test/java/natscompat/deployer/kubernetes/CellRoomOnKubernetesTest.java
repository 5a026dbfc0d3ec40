package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.kubernetes.CellRoom.Wish;
import natscompat.generator.kubernetes.Resources;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real nodes say of their room. */
@Tag("kubernetes")
class CellRoomOnKubernetesTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-room");

    private final List<String> said = new ArrayList<>();

    private int workers(ApiServer api, int usual, Resources each) {
        Node node = NAMESPACE.client().nodes().list().getItems().getFirst();
        return new CellRoom(api).workers(new Wish(Optional.empty(), usual), 3, each,
                node.getStatus().getNodeInfo().getArchitecture(), said::add);
    }

    @Test
    void someCellsFitAndAThousandDoNot() {
        try (OnKubernetes there = new OnKubernetes(NAMESPACE.name())) {
            long milli = Room.Amount.of(NAMESPACE.client().nodes().list().getItems().getFirst().getStatus().getAllocatable()).milliCpu();
            assertThat(workers(there.api, 1000, Resources.DEFAULT)).isBetween(1, (int) Math.max(1, (milli - 100) / 760));
            assertThat(said).singleElement().asString().contains("each asks for 760m cpu and 2208 MiB");
        }
    }

    @Test
    void serversThatNoNodeHoldsAreRefusedWithWhatTheNodesHave() {
        try (OnKubernetes there = new OnKubernetes(NAMESPACE.name())) {
            Node node = NAMESPACE.client().nodes().list().getItems().getFirst();
            assertThatThrownBy(() -> workers(there.api, 4, Resources.of(Optional.of("cpu=900"), Optional.of("cpu=900"))))
                    .hasMessageContaining("no node has room for a cell and the head")
                    .hasMessageContaining("node " + node.getMetadata().getName() + " has ");
        }
    }
}
