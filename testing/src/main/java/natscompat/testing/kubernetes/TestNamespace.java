package natscompat.testing.kubernetes;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A namespace that is there for one test class, with the Pod Security Standard {@code restricted} enforced; it is
 * deleted afterwards with all that is in it. The class is skipped, and this is said, where {@code KUBECONFIG} is not set
 * ({@code bin/test} counts that as a failure with {@code CI=true}). Register it as a static field, and tag the class
 * {@code kubernetes}.
 */
public final class TestNamespace implements BeforeAllCallback, AfterAllCallback {
    private static final String MARK = "natscompat-test";
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final Duration LEFT_BEHIND = Duration.ofHours(2);
    private static final Duration GONE = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);
    private final String prefix;
    private final AtomicInteger count = new AtomicInteger();
    private final List<String> made = new ArrayList<>();
    private Optional<KubernetesClient> client = Optional.empty();
    private String name = "";

    private TestNamespace(String prefix) {
        this.prefix = prefix;
    }

    /** One whose name begins so, for example {@code s-start}. */
    public static TestNamespace prefixed(String prefix) {
        return new TestNamespace(prefix);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** A client with all rights. */
    public KubernetesClient client() {
        return client.orElseThrow();
    }

    /** The registry that the cluster pulls from, {@code host:port}; it speaks plain http. */
    public static String registry() {
        return System.getenv().getOrDefault("KUBE_TEST_REGISTRY", "");
    }

    /** One more namespace for a single test; it goes with the others. */
    public String another() {
        String more = fresh();
        create(more);
        return more;
    }

    /** A name that nothing has, for a namespace that the test itself makes; it goes with the others. */
    public String fresh() {
        String more = prefix + "-" + Long.toString(Instant.now().toEpochMilli() % (1L << 31), Character.MAX_RADIX) + "-"
                + ProcessHandle.current().pid() % 1000 + "-" + count.incrementAndGet();
        synchronized (made) {
            made.add(more);
        }
        return more;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        boolean there = !System.getenv().getOrDefault("KUBECONFIG", "").isEmpty() && !registry().isEmpty();
        if (!there) {
            System.out.println("skipped " + context.getDisplayName() + ": KUBECONFIG or KUBE_TEST_REGISTRY is not set");
        }
        Assumptions.assumeTrue(there, "KUBECONFIG or KUBE_TEST_REGISTRY is not set");
        client = Optional.of(new KubernetesClientBuilder().build());
        deleteLeftBehind();
        name = another();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        client.ifPresent(k -> {
            made.forEach(this::delete);
            made.forEach(this::awaitGone);
            k.close();
        });
    }

    private void create(String namespace) {
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .addToLabels(MARK, "true")
                        .addToLabels(ENFORCE, "restricted")
                        .endMetadata()
                        .build())
                .create();
        // Pods need it, and a controller makes it a moment later.
        Waiting.until("the default service account of " + namespace, Duration.ofSeconds(30), POLL, () ->
                client().serviceAccounts().inNamespace(namespace).withName("default").get() == null
                        ? Waiting.Look.notYet("none")
                        : Waiting.Look.there(true));
    }

    /** What makes pods goes first, and pods need not stop in good order: the next class wants their room. */
    private void delete(String namespace) {
        try {
            client().apps().statefulSets().inNamespace(namespace).delete();
            client().batch().v1().jobs().inNamespace(namespace).delete();
            client().pods().inNamespace(namespace).withGracePeriod(1).delete();
            client().namespaces().withName(namespace).delete();
        } catch (KubernetesClientException e) {
            System.out.println("could not delete the namespace " + namespace + ": " + e.getMessage());
        }
    }

    private void awaitGone(String namespace) {
        boolean gone = Waiting.reached("the end of namespace " + namespace, GONE, POLL,
                () -> client().namespaces().withName(namespace).get() == null);
        if (!gone) {
            System.out.println("the namespace " + namespace + " is still being deleted");
        }
    }

    private void deleteLeftBehind() {
        Instant old = Instant.now().minus(LEFT_BEHIND);
        for (Namespace left : client().namespaces().withLabel(MARK, "true").list().getItems()) {
            if (Instant.parse(left.getMetadata().getCreationTimestamp()).isBefore(old)) {
                delete(left.getMetadata().getName());
            }
        }
    }
}
