package natscompat.deployer.kubernetes;

import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ways to ports of pods from wherever this runs: through the API server and the kubelet, as kubectl port-forward does it.
 * Chosen over the API server's proxy, since network policies and the firewalls of managed clusters stop that one and not
 * this. Each listens on a loopback port; it serves the pod of that name, also a later one. Thread-safe.
 */
public final class PortForwards implements AutoCloseable {
    private final ApiServer api;
    private final Map<Way, LocalPortForward> open = new ConcurrentHashMap<>();

    private record Way(String pod, int port) {}

    /** Forwards through this server. */
    public PortForwards(ApiServer api) {
        this.api = api;
    }

    /**
     * Where to dial for a port of a pod. Dialling may fail: the pod may be gone, or the right to forward be missing
     * ({@link #refused}).
     */
    public InetSocketAddress to(String pod, int port) {
        LocalPortForward forward = open.compute(new Way(pod, port), (way, there) ->
                there != null && there.isAlive() ? there : make(way));
        return new InetSocketAddress(forward.getLocalAddress(), forward.getLocalPort());
    }

    private LocalPortForward make(Way way) {
        return api.ask(new ApiRequest("create", "pods/portforward", way.pod()), client -> client.pods()
                .inNamespace(api.namespace())
                .withName(way.pod())
                .portForward(way.port(), InetAddress.getLoopbackAddress(), 0));
    }

    /** Why the API server refused to forward to a pod, if it did: the right is missing. */
    public Optional<String> refused(String pod, int port) {
        LocalPortForward forward = open.get(new Way(pod, port));
        if (forward == null) {
            return Optional.empty();
        }
        return forward.getServerThrowables().stream()
                .filter(WebSocketHandshakeException.class::isInstance)
                .map(WebSocketHandshakeException.class::cast)
                .filter(e -> e.getResponse().code() == HttpURLConnection.HTTP_FORBIDDEN)
                .map(e -> "no permission to create pods/portforward in namespace " + api.namespace())
                .findFirst();
    }

    /** Ends them all. */
    @Override
    public void close() {
        open.values().forEach(forward -> {
            try {
                forward.close();
            } catch (java.io.IOException e) {
                // It ends with the client at the latest.
            }
        });
        open.clear();
    }
}
