package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;

/**
 * The pods of one cluster as the API server tells of them: one watch, which comes back by itself after the server was
 * away. Thread-safe.
 */
final class PodWatch implements AutoCloseable {
    private final Map<String, PodView> pods = new ConcurrentHashMap<>();
    private final Listener listener;
    private final SharedIndexInformer<Pod> informer;

    /** Hears what happens, from one thread. */
    interface Listener {
        /** A pod is there, or is something else than before. */
        void seen(PodView pod);

        /** A pod is there no more. */
        void gone(PodView pod);
    }

    /** Begins to watch; returns when it has seen what is there. */
    PodWatch(ApiServer api, Map<String, String> labels, Listener listener) {
        this.listener = listener;
        this.informer = api.ask(ApiRequest.onAll("watch", "pods"), client -> client.pods()
                .inNamespace(api.namespace())
                .withLabels(labels)
                .inform(new Handler(), 0));
    }

    /** The pod of that name, as it was last told of. */
    Optional<PodView> pod(String name) {
        return Optional.ofNullable(pods.get(name));
    }

    /** Whether none is there. */
    boolean none() {
        return pods.isEmpty();
    }

    private final class Handler implements ResourceEventHandler<Pod> {
        @Override
        public void onAdd(Pod pod) {
            seen(new PodView(pod));
        }

        @Override
        public void onUpdate(Pod before, Pod pod) {
            PodView was = new PodView(before);
            if (!was.uid().equals(pod.getMetadata().getUid())) {
                listener.gone(was);
            }
            seen(new PodView(pod));
        }

        private void seen(PodView pod) {
            pods.put(pod.name(), pod);
            listener.seen(pod);
        }

        @Override
        public void onDelete(Pod pod, boolean finalStateUnknown) {
            PodView gone = new PodView(pod);
            pods.computeIfPresent(gone.name(), (name, now) -> now.uid().equals(gone.uid()) ? null : now);
            listener.gone(gone);
        }
    }

    @Override
    public void close() {
        informer.close();
    }
}
