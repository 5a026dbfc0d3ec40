package natscompat.deployer.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.Resources;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a real cluster refuses or cannot do, and what people are told. */
@Tag("kubernetes")
class StartTroubleTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-trouble");

    private static Map<String, String> images = Map.of();

    @TempDir
    Path folder;

    private String namespace = "";

    @BeforeAll
    static void images() {
        images = TestImages.of(Generated.OLD, Generated.NEW);
    }

    @BeforeEach
    void namespaceOfItsOwn() {
        namespace = NAMESPACE.another();
    }

    private Deployment deployment() {
        return Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(1, 2));
    }

    private Failure refused(Deployment deployment) {
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            return catchThrowableOfType(FailureException.class, () -> there.start(folder, deployment)).failure();
        }
    }

    @Test
    void anObjectOfOurNameThatIsNotOursIsNamedWithItsManagerAndLeftAlone() {
        var theirs = new ConfigMapBuilder().withNewMetadata().withName("nats-v2-12-15")
                .addToLabels("app.kubernetes.io/managed-by", "Helm").endMetadata().addToData("mine", "yes").build();
        var before = NAMESPACE.client().resource(theirs).inNamespace(namespace).fieldManager("helm").serverSideApply();

        Failure failure = refused(deployment());

        assertThat(failure.category()).isEqualTo(Category.INPUT);
        assertThat(failure.text()).contains("apply configmap/nats-v2-12-15", "is not ours", "says Helm; managed by helm");
        assertThat(NAMESPACE.client().resource(theirs).inNamespace(namespace).get()).isEqualTo(before);
        assertThat(NAMESPACE.client().apps().statefulSets().inNamespace(namespace).list().getItems()).isEmpty();
    }

    @Test
    void aFieldThatAnotherProgramHoldsIsNotTakenFromIt() {
        theySay("argocd");

        assertThat(refused(deployment()).text())
                .contains("apply configmap/nats-v2-12-15", "another program holds fields", "argocd", "only one of the two");
    }

    @Test
    void whatPeopleChangedByHandIsTakenBackAndSaid() {
        theySay("kubectl-edit");
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            Applying applying = new Applying(there.api, there::note);
            var wanted = Generated.files(folder, deployment()).objects().stream()
                    .filter(object -> object.getMetadata().getName().equals("nats-v2-12-15")
                            && object.getKind().equals("ConfigMap"))
                    .findFirst().orElseThrow();

            assertThat(applying.validate(wanted).change()).isEqualTo(Applying.Change.CHANGED);
            assertThat(applying.apply(wanted).change()).isEqualTo(Applying.Change.CHANGED);

            assertThat(there.told()).contains("configmap/nats-v2-12-15: taking back what was changed by hand", "kubectl-edit");
            assertThat(applying.apply(wanted).change()).isEqualTo(Applying.Change.UNCHANGED);
        }
    }

    /** Our object, whose text somebody else manages by now. */
    private void theySay(String manager) {
        var ours = new ConfigMapBuilder().withNewMetadata().withName("nats-v2-12-15")
                .addToLabels("app.kubernetes.io/managed-by", "nats-compat").endMetadata()
                .addToData("nats.conf", "theirs").build();
        NAMESPACE.client().resource(ours).inNamespace(namespace).fieldManager(manager).serverSideApply();
    }

    @Test
    void aSecretThatSomebodyMadeIsUsedAsItIsOrSaidToLackAKey() {
        var theirs = new SecretBuilder().withNewMetadata().withName("nats-logins").endMetadata()
                .withStringData(Map.of("work-password", "w1", "system-password", "s1")).build();
        NAMESPACE.client().resource(theirs).inNamespace(namespace).create();
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            Secrets secrets = new Secrets(there.api);
            assertThat(catchThrowableOfType(FailureException.class, () -> secrets.make(deployment())).failure().text())
                    .contains("secret/nats-logins", "is not ours and lacks route-password").doesNotContain("w1");

            NAMESPACE.client().secrets().inNamespace(namespace).withName("nats-logins")
                    .edit(s -> new SecretBuilder(s).addToStringData("route-password", "r1").build());
            assertThat(secrets.make(deployment())).isEqualTo("kept");

            NAMESPACE.client().secrets().inNamespace(namespace).withName("nats-logins").edit(s -> new SecretBuilder(s)
                    .editMetadata().addToLabels("app.kubernetes.io/managed-by", "nats-compat").endMetadata()
                    .removeFromData("work-password").build());
            assertThat(secrets.make(deployment())).isEqualTo("changed");
            assertThat(NAMESPACE.client().secrets().inNamespace(namespace).withName("nats-logins").get().getData())
                    .containsKey("work-password")
                    .containsEntry("route-password", Base64.getEncoder().encodeToString("r1".getBytes(UTF_8)));
        }
    }

    @Test
    void aMissingNamespaceIsOfferedToBeMadeAndThenMade() {
        namespace = NAMESPACE.fresh();
        assertThat(refused(deployment()).text()).contains("there is no namespace " + namespace, "--create-namespace");

        try (OnKubernetes there = new OnKubernetes(namespace)) {
            assertThat(catchThrowableOfType(FailureException.class, () -> there.deleteAll(false)).failure().text())
                    .contains("there is no such namespace on");
            assertThat(new Surroundings(there.api).namespace(true)).isTrue();
            assertThat(new Surroundings(there.api).namespace(true)).isFalse();
        }
    }

    @Test
    void aMissingStorageClassIsNamedWithThoseThatThereAre() {
        Deployment usual = deployment();
        Deployment other = new Deployment(namespace, usual.cluster(), usual.layout(), Optional.of("golden"),
                usual.storageSize(), usual.releases(), usual.mix(), usual.resources(), Optional.empty(), new TreeMap<>(),
                Optional.empty());

        assertThat(refused(other).text()).contains("no storage class golden", "there are: standard (default)", "-s CLASS");
    }

    @Test
    void anImageThatIsNotThereIsSaidWithPodAndReason() {
        String nowhere = images.getOrDefault(Generated.NEW, "").replaceAll("sha256:.*", "sha256:" + "0".repeat(64));

        Failure failure = refused(Generated.deployment(namespace, Layout.PER_RELEASE,
                Map.of(Generated.OLD, images.getOrDefault(Generated.OLD, ""), Generated.NEW, nowhere), Generated.mix(1, 2)));

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.tried()).contains("wait for images pulled");
        assertThat(failure.why()).contains("pod/nats-v2-14-5-0: ", "ImagePull", "0000", "events of pod/nats-v2-14-5-0");
        assertThat(failure.next()).contains("registry", "--pull-secret", "goes on from where it is");
    }

    /** All servers have the wrong image, so none is there that a first right one could be healthy with. */
    @Test
    void onceTheImageWasMendedTheSameCommandEndsWell() {
        String right = images.getOrDefault(Generated.NEW, "");
        String wrong = right.replaceAll("sha256:.*", "sha256:" + "0".repeat(64));
        assertThat(refused(of(wrong)).tried()).contains("wait for images pulled");

        try (OnKubernetes there = new OnKubernetes(namespace)) {
            there.start(folder, of(right));

            assertThat(there.told()).contains("Reached[goal=releases as asked");
            assertThat(there.told()).contains("object=pod/nats-v2-14-5-0, result=deleted");
        }
    }

    private Deployment of(String image) {
        return Generated.deployment(namespace, Layout.PER_RELEASE, Map.of(Generated.NEW, image), Generated.mix(0, 3));
    }

    @Test
    void aQuotaForPodsIsSaidByItsNameAndAmounts() {
        quota("small", "pods", "2");

        Failure failure = refused(deployment());

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.text()).contains("exceeded quota: small", "requested: pods=1", "limited: pods=2", "larger quota");
    }

    @Test
    void aQuotaForWhatWeApplyIsSaidAtOnce() {
        quota("few", "count/configmaps", "1");

        assertThat(refused(deployment()).text()).contains("patch configmaps nats-v2-12-15", "exceeded quota: few");
    }

    private void quota(String name, String resource, String amount) {
        var quota = new ResourceQuotaBuilder().withNewMetadata().withName(name).endMetadata()
                .withNewSpec().addToHard(resource, new Quantity(amount)).endSpec().build();
        var quotas = NAMESPACE.client().resourceQuotas().inNamespace(namespace);
        quotas.resource(quota).create();
        // It counts for nothing before its controller has counted what is there.
        quotas.withName(name).waitUntilCondition(
                q -> q != null && q.getStatus() != null && q.getStatus().getUsed() != null, 30,
                java.util.concurrent.TimeUnit.SECONDS);
    }

    @Test
    void aClusterThatIsTooSmallIsSaidByWhatIsAskedAndWhatIsFree() {
        Deployment usual = deployment();
        Deployment large = new Deployment(namespace, usual.cluster(), usual.layout(), Optional.empty(), usual.storageSize(),
                usual.releases(), usual.mix(), Resources.of(Optional.of("cpu=900"), Optional.empty()), Optional.empty(),
                new TreeMap<>(), Optional.empty());

        Failure failure = refused(large);

        assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
        assertThat(failure.why()).contains("Insufficient cpu", "asked for by nats-v2-12-15-0: 900000m cpu", "free on node ")
                .containsPattern("free on node \\S+: -?\\d+m cpu and \\d+ MiB of \\d+m cpu and \\d+ MiB");
        assertThat(failure.next()).contains("start fewer servers");
    }

    @Test
    void aServerThatEndsByItselfIsSaidWithItsLastLines() throws IOException {
        Generated.files(folder, deployment());
        Path conf = folder.resolve("v2-14-5/configmap.yaml");
        Files.writeString(conf, Files.readString(conf).replace("    server_name:", "    nonsense_key: 1\n    server_name:"));
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            Starting starting = new Starting(there.api, there.events::add);
            GeneratedFiles changed = GeneratedFiles.read(folder, namespace);

            Failure failure = catchThrowableOfType(FailureException.class, () ->
                    starting.start(changed, new Starting.Options(false, Optional.of(Duration.ofSeconds(90))))).failure();

            assertThat(failure.category()).isEqualTo(Category.DEPLOY);
            assertThat(failure.why()).contains("pod/nats-v2-14-5-", "its container server ended", "with exit code 1",
                    "last log lines of pod/nats-v2-14-5-", "nonsense_key");
            assertThat(failure.next()).contains("kubectl logs nats-v2-14-5-", "--previous");

            there.start(folder, deployment());
            assertThat(there.told()).as("mended").contains("Reached[goal=releases as asked");
        }
    }
}
