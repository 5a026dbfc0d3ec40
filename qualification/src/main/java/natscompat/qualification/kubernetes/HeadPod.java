package natscompat.qualification.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Events;
import natscompat.deployer.kubernetes.PortForwards;
import natscompat.deployer.kubernetes.Trouble;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.qualification.head.Way;

/** The pod of a head, wherever it is now, and the way to it through the API server. Thread-safe. */
final class HeadPod implements Way, AutoCloseable {
    /** What the autoscaler of Kubernetes and Karpenter say of a pod for which they make a node. */
    private static final List<String> NODE_COMES = List.of("TriggeredScaleUp", "Nominated");

    private final ApiServer api;
    private final RunnerNames names;
    private final PortForwards forwards;
    private final HeadJob job;
    private final AtomicReference<Optional<String>> pod = new AtomicReference<>(Optional.empty());

    HeadPod(ApiServer api, RunnerNames names) {
        this.api = api;
        this.names = names;
        this.forwards = new PortForwards(api);
        this.job = new HeadJob(api, names);
    }

    /**
     * {@inheritDoc}
     *
     * @throws FailureException when no head will come any more
     */
    @Override
    public URI base() throws IOException {
        String way = way();
        if (!way.isEmpty()) {
            return URI.create(way);
        }
        Optional<String> over = over();
        if (over.isPresent()) {
            throw Failure.environment("ask the head of run " + names.run(), over.get(),
                    "Attach to the run again: that says what is left of it, or begins its head again.");
        }
        hangs().ifPresent(why -> {
            throw Failure.environment("ask the head of run " + names.run(),
                    why + "; no other pod of the head comes before that one is gone",
                    "Bring the node back, or give it up (kubectl delete node, or its taint node.kubernetes.io/out-of-service); a"
                            + " volume that only that node has goes with it. Then attach to the run again.");
        });
        throw new IOException(state());
    }

    private Optional<String> hangs() throws IOException {
        try {
            List<Pod> all = pods();
            return all.isEmpty() ? Optional.empty() : PodWords.hangs(all.getLast(), Instant.now());
        } catch (FailureException e) {
            throw new IOException(e.failure().why(), e);
        }
    }

    private Optional<String> over() throws IOException {
        try {
            return job.over();
        } catch (FailureException e) {
            throw new IOException(e.failure().why(), e);
        }
    }

    /** Its address from here; empty when there is no pod that answers. */
    private String way() throws IOException {
        try {
            String name = pod.get().orElseGet(() -> ready().map(p -> p.getMetadata().getName()).orElse(""));
            if (name.isEmpty()) {
                return "";
            }
            pod.set(Optional.of(name));
            InetSocketAddress address = forwards.to(name, RunnerNames.PORT);
            Optional<String> refused = forwards.refused(name, RunnerNames.PORT);
            if (refused.isPresent()) {
                throw new IOException(refused.get());
            }
            return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
        } catch (FailureException e) {
            throw new IOException(e.failure().why(), e);
        }
    }

    @Override
    public void lost() {
        pod.set(Optional.empty());
    }

    /** The pod that answers, if there is one. */
    Optional<Pod> ready() {
        return pods().stream().filter(PodWords::ready).findFirst();
    }

    /** What is known of a head that does not answer. */
    String state() {
        List<Pod> all = pods();
        if (all.isEmpty()) {
            return "there is no pod of job " + names.head() + events("Job", names.head());
        }
        Pod newest = all.getLast();
        return PodWords.obstacle(newest)
                .or(() -> PodWords.end(newest))
                .map(why -> why.contains("PersistentVolumeClaim") ? why + events("PersistentVolumeClaim", names.shared()) : why)
                .orElseGet(() -> newest.getMetadata().getName() + " is not ready yet");
    }

    /** What keeps it from coming up, as far as Kubernetes tells. */
    Optional<Trouble> trouble() {
        Events events = new Events(api);
        List<Pod> all = pods();
        return all.isEmpty()
                ? events.latest("Job", names.head(), "FailedCreate")
                        .map(event -> HeadTrouble.notMade(names.head(), String.valueOf(event.getMessage())))
                : HeadTrouble.ofPod(all.getLast(), pod -> NODE_COMES.stream()
                        .anyMatch(reason -> events.latest("Pod", pod, reason).isPresent()));
    }

    private String events(String kind, String name) {
        String lines = new Events(api).lines(kind, name).replace("\n", "; ");
        return lines.isEmpty() ? "" : " (" + lines + ")";
    }

    private List<Pod> pods() {
        return api.ask(ApiRequest.onAll("list", "pods"), client -> client.pods()
                        .inNamespace(api.namespace())
                        .withLabels(names.labels(RunnerNames.HEAD))
                        .list()
                        .getItems())
                .stream()
                .sorted(Comparator.comparing(p -> p.getMetadata().getCreationTimestamp()))
                .toList();
    }

    @Override
    public void close() {
        forwards.close();
    }
}
