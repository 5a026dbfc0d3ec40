package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.failure.Near;

/**
 * Makes clients of the API server from where kubectl takes its settings: {@code KUBECONFIG}, else the kubeconfig in the
 * home folder, else, in a pod, the token of its service account. Stateless and thread-safe.
 */
public final class KubernetesClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private KubernetesClients() {}

    /**
     * A client for a context of the kubeconfig. Makes no request yet. Close it: it has threads.
     *
     * @param context its name; empty = the current one
     * @throws natscompat.model.failure.FailureException INPUT when there is no such context, ENVIRONMENT when nothing
     *     says where a cluster is
     */
    public static KubernetesClient open(Optional<String> context) {
        Config config = config(context);
        // ApiServer asks again by itself, and says so; two who do that would multiply.
        config.setRequestRetryBackoffLimit(0);
        config.setConnectionTimeout((int) CONNECT.toMillis());
        config.setRequestTimeout((int) ANSWER.toMillis());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config config(Optional<String> context) {
        Config config;
        try {
            config = Config.autoConfigure(context.orElse(null));
        } catch (KubernetesClientException e) {
            throw Failure.input("read the kubeconfig", KubernetesFailures.reason(e),
                    "See that kubectl works with the same KUBECONFIG.").causedBy(e);
        }
        List<String> contexts = config.getContexts().stream().map(NamedContext::getName).toList();
        // The library falls back to the current context without a word.
        context.filter(name -> !contexts.contains(name)).ifPresent(name -> {
            throw Failure.input("use the context " + name, "the kubeconfig has none of that name" + Near.hint(name, contexts),
                    contexts.isEmpty() ? "Name a kubeconfig with KUBECONFIG." : "Choose from: " + String.join(", ", contexts) + ".");
        });
        if (config.getCurrentContext() == null && !inPod()) {
            throw Failure.environment("find a Kubernetes cluster", looked(),
                    "Name a kubeconfig with KUBECONFIG, or choose a context with kubectl config use-context.");
        }
        return config;
    }

    private static boolean inPod() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null
                && new File(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH).exists();
    }

    private static String looked() {
        String named = System.getenv("KUBECONFIG");
        return named == null || named.isEmpty()
                ? "KUBECONFIG is not set, and there is no usable ~/.kube/config"
                : "KUBECONFIG=" + named + " has no current context, or is not there";
    }
}
