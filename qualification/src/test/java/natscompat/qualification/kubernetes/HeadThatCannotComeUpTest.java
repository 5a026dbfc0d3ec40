package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Trouble;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.time.Waiting;
import natscompat.publish.PullRegistry;
import natscompat.publish.ReleaseOptions;
import natscompat.qualification.Cells;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;
import natscompat.testing.kubernetes.NamespaceContent;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run whose head a real cluster cannot start: it is given up early, and nothing of it is left. */
@Tag("kubernetes")
@Timeout(300)
class HeadThatCannotComeUpTest {
    private static final String IMAGE = "registry.example/none@sha256:" + "0".repeat(64);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("el-head");

    @TempDir
    Path temp;

    private String namespace = "";

    @BeforeEach
    void namespaceOfItsOwn() {
        namespace = NAMESPACE.another();
    }

    @Test
    void anImageThatNoRegistryHasIsGivenUpAndNothingIsLeft() {
        Map<String, String> before = NamespaceContent.of(NAMESPACE.client(), namespace);

        Failure failure = refused();

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.why()).contains("pod/nc-r1-head-").containsAnyOf("ErrImagePull", "ImagePullBackOff");
        assertThat(failure.next()).contains("registry", "taken away");
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).isEqualTo(before);
        assertThat(home()).doesNotExist();
    }

    @Test
    void aQuotaThatAllowsNoPodIsGivenUpAndNothingIsLeft() {
        NAMESPACE.client().resource(new ResourceQuotaBuilder()
                .withNewMetadata().withName("none").endMetadata()
                .withNewSpec().addToHard("pods", io.fabric8.kubernetes.api.model.Quantity.parse("0")).endSpec()
                .build()).inNamespace(namespace).create();
        Map<String, String> before = NamespaceContent.of(NAMESPACE.client(), namespace);

        Failure failure = refused();

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.why()).contains("job/nc-r1-head", "exceeded quota: none");
        assertThat(failure.next()).contains("larger quota");
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).isEqualTo(before);
    }

    @Test
    void whatNoNodeCanRunIsKnownByTheWordsOfTheScheduler() {
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r1", notice -> {});
                HeadPod head = new HeadPod(api, new RunnerNames("r1"))) {
            run.apply(new RunnerFiles(Templates.packed()).render(deployment(IMAGE, Optional.of("s390x")), "bin/qualify"));

            Trouble trouble = Waiting.until("what the scheduler says", Duration.ofSeconds(30), Duration.ofMillis(200), () ->
                    head.trouble().map(Waiting.Look::there).orElseGet(() -> Waiting.Look.notYet(head.state())));

            assertThat(trouble.next()).contains("The images are for linux/s390x", "--goarch");
            run.clear();
        }
    }

    private Path home() {
        return temp.resolve("run");
    }

    private ApiServer api() {
        return new ApiServer(new KubernetesClientBuilder().build(), namespace, notice -> {});
    }

    private RunnerDeployment deployment(String image, Optional<String> arch) {
        return new RunnerDeployment(namespace, "r1", Optional.empty(), Quantity.of("64Mi"), Quantity.of("64Mi"), image, arch,
                Optional.empty(), 1);
    }

    /** Ends within the limit that the wait for a head had before. */
    private Failure refused() {
        long began = System.nanoTime();
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r1", notice -> {})) {
            KubernetesQualification qualification = new KubernetesQualification(run, home(), event -> {});
            FailureException e = catchThrowableOfType(FailureException.class, () -> qualification.begin(request()));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(4));
            return e.failure();
        }
    }

    private KubernetesQualification.Request request() {
        Plan plan = new Plan(Plan.SCHEMA, 7, "smoke", List.of(), Duration.ZERO,
                List.of(Cells.taking(1, Duration.ofSeconds(3))), List.of(),
                new Forecast(Duration.ofSeconds(3), Duration.ZERO, 2, 0, 0));
        QualificationSpec spec = new QualificationSpec("r1", home(), List.of(), "bin/qualify", "test", 7, List.of(),
                ReleaseSupply.given(List.of()), releases -> plan,
                new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()), 1, Set.of(), Set.of(), false,
                Optional.empty(), false, false, 1);
        return new KubernetesQualification.Request(
                spec,
                new PublishedReleases(ReleaseOptions.from(Optional.empty(), Optional.empty(), true, Map.of()), temp,
                        "registry.example", PullRegistry.SAME, true, notice -> {}),
                () -> IMAGE,
                (image, of) -> deployment(image, Optional.empty()),
                Templates.packed(),
                Optional.empty(),
                false,
                new Attachment("r1", namespace, Optional.empty(), Set.of(), Optional.empty()));
    }
}
