package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.qualification.Cells;
import natscompat.qualification.head.Work;
import natscompat.testing.kubernetes.TestAccounts;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the runner of cell 5 takes away before it begins: what is left of cell 3, which is lost. */
@Tag("kubernetes")
class KubernetesRunnerSiteTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("rt-remains");

    private final List<String> notices = new CopyOnWriteArrayList<>();

    @Test
    void theRemainsOfALostCellGoAndNothingElse() {
        String namespace = NAMESPACE.another();
        KubernetesClient all = NAMESPACE.client();
        RunAccounts.make(all, namespace);
        Stream.of("3", "4", "33").forEach(cell -> leave(all, namespace, RunAccounts.RUN, cell));
        leave(all, namespace, "r2", "3");
        try (ApiServer api = RunAccounts.as(all, namespace, new RunnerNames(RunAccounts.RUN).runner(), notices::add)) {
            new KubernetesRunnerSite(api, RunAccounts.deployment(namespace), notices::add).clear(work());
        }
        assertThat(notices).containsExactly("took away what was left of cell 3, which is lost");
        assertThat(all.configMaps().inNamespace(namespace).withLabel(Labels.CELL).list().getItems())
                .extracting(map -> map.getMetadata().getName()).containsExactlyInAnyOrder("r1-4", "r1-33", "r2-3");
        assertThat(all.persistentVolumeClaims().inNamespace(namespace).withLabel(Labels.CELL).list().getItems())
                .filteredOn(claim -> claim.getMetadata().getDeletionTimestamp() == null)
                .extracting(claim -> claim.getMetadata().getName()).containsExactlyInAnyOrder("r1-4", "r1-33", "r2-3");
    }

    @Test
    void whoCannotTakeThemAwayGoesOnWithItsOwnCell() {
        String namespace = NAMESPACE.another();
        leave(NAMESPACE.client(), namespace, RunAccounts.RUN, "3");
        try (ApiServer api = new ApiServer(
                TestAccounts.having(NAMESPACE.client(), namespace, "nobody", List.of()), namespace, notices::add)) {
            new KubernetesRunnerSite(api, RunAccounts.deployment(namespace), notices::add).clear(work());
        }
        assertThat(notices).singleElement().asString()
                .contains("what is left of cell 3, which is lost, stays: no permission to list");
    }

    private static Work work() {
        return new Work(RunAccounts.RUN, 1, Cells.taking(5, Duration.ofSeconds(10)), "", "nc", List.of(), Map.of(),
                Optional.empty(), false, 0, List.of(3));
    }

    private static void leave(KubernetesClient all, String namespace, String run, String cell) {
        Map<String, String> labels = Map.of(Labels.MANAGED_BY, Labels.US, Labels.RUN, run, Labels.CELL, cell);
        all.resource(new ConfigMapBuilder().withNewMetadata().withName(run + "-" + cell).withLabels(labels).endMetadata().build())
                .inNamespace(namespace).create();
        all.resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata().withName(run + "-" + cell).withLabels(labels).endMetadata()
                        .withNewSpec().withAccessModes("ReadWriteOnce").withNewResources()
                        .addToRequests("storage", new Quantity("1Mi")).endResources().endSpec().build())
                .inNamespace(namespace).create();
    }
}
