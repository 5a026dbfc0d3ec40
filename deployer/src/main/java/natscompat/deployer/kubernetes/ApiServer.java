package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * The API server as seen from one namespace. Each request says what it is, so that its failure says which verb on which
 * resource. Once the server has answered, it may be away for a while: a request then waits until it is back, at most
 * {@link #PATIENCE}, and is made again; so requests are to be such that twice is as good as once. Thread-safe.
 */
public final class ApiServer implements AutoCloseable {
    /** How long the API server may be away. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(500);
    private final KubernetesClient client;
    private final String namespace;
    private final Consumer<String> notes;
    private final Duration patience;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final Absence absence = new Absence();

    /**
     * Where requests go, for error texts.
     *
     * @param server its URL
     * @param context of the kubeconfig; empty in a pod
     */
    public record Place(String server, String context, String namespace) {
        /** {@code https://host:6443 (context kind)}. */
        public String text() {
            return server + (context.isEmpty() ? "" : " (context " + context + ")");
        }
    }

    /**
     * Takes a client over; it is closed with this.
     *
     * @param notes told, a line each, when the server goes away and when it is back
     */
    public ApiServer(KubernetesClient client, String namespace, Consumer<String> notes) {
        this(client, namespace, notes, PATIENCE);
    }

    ApiServer(KubernetesClient client, String namespace, Consumer<String> notes, Duration patience) {
        this.client = client;
        this.namespace = namespace;
        this.notes = notes;
        this.patience = patience;
    }

    /**
     * This one, waited for though it has not answered yet: for who runs in a pod, which it must have been there to begin.
     */
    public ApiServer known() {
        answered.set(true);
        return this;
    }

    /** The namespace that requests are about. */
    public String namespace() {
        return namespace;
    }

    /** How long requests have waited for the server to come back: time that nobody else is to blame for. */
    public Duration away() {
        return absence.sofar();
    }

    /**
     * Waits like {@link Waiting#until}, but does not count the time that the server was away meanwhile.
     *
     * @param look asks the server, so that its absence is noticed
     * @throws Waiting.TimedOut when the limit is over
     */
    public <T> T patiently(String name, Duration limit, Duration poll, Supplier<Waiting.Look<T>> look) {
        Duration left = limit;
        while (true) {
            Duration before = away();
            try {
                return Waiting.until(name, left, poll, look);
            } catch (Waiting.TimedOut e) {
                left = away().minus(before);
                if (!left.isPositive()) {
                    throw e;
                }
            }
        }
    }

    /** Where requests go. */
    public Place place() {
        var current = client.getConfiguration().getCurrentContext();
        return new Place(client.getMasterUrl().toString().replaceAll("/+$", ""),
                current == null ? "" : current.getName(), namespace);
    }

    /**
     * Asks, and waits for the server where it is away.
     *
     * @throws natscompat.model.failure.FailureException with the request in its words
     */
    public <T> T ask(ApiRequest request, Function<KubernetesClient, T> call) {
        try {
            T answer = call.apply(client);
            answered.set(true);
            return answer;
        } catch (KubernetesClientException e) {
            if (answered.get() && KubernetesFailures.away(e)) {
                return later(request, call, e);
            }
            throw KubernetesFailures.of(e, request, place());
        }
    }

    /** Like {@link #ask}, for what may not be there: empty when the server says so. */
    public <T> Optional<T> find(ApiRequest request, Function<KubernetesClient, @Nullable T> call) {
        return ask(request, client -> {
            try {
                return Optional.ofNullable(call.apply(client));
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private <T> T later(ApiRequest request, Function<KubernetesClient, T> call, KubernetesClientException first) {
        String server = "the API server " + place().server();
        if (absence.begins()) {
            notes.accept(server + " is away (" + KubernetesFailures.reason(first) + "); waiting for it, at most "
                    + patience.toSeconds() + " s");
        }
        boolean back = true;
        try {
            return Waiting.until(server, patience, POLL, () -> again(request, call));
        } catch (Waiting.TimedOut e) {
            back = false;
            throw Failure.environment(
                            request + " in namespace " + namespace,
                            server + " was away for " + patience.toSeconds() + " s: " + e.lastSeen(),
                            "Run the same command again when it is back: it goes on from where it is.")
                    .causedBy(e);
        } catch (Waiting.Interrupted e) {
            back = false;
            throw e;
        } finally {
            Optional<Duration> took = absence.ends();
            if (back && took.isPresent()) {
                notes.accept(server + " is back after " + took.get().toSeconds() + " s");
            }
        }
    }

    private <T> Waiting.Look<T> again(ApiRequest request, Function<KubernetesClient, T> call) {
        try {
            // While it comes up it refuses people whom it does not know yet; ready, it knows them.
            client.raw("/readyz");
            return Waiting.Look.there(call.apply(client));
        } catch (KubernetesClientException e) {
            if (KubernetesFailures.away(e)) {
                return Waiting.Look.notYet(KubernetesFailures.reason(e));
            }
            throw KubernetesFailures.of(e, request, place());
        }
    }

    /** Closes the client. */
    @Override
    public void close() {
        client.close();
    }
}
