package natscompat.deployer.kubernetes.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.deployer.server.Proof;
import natscompat.deployer.server.Witness;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;

/**
 * Proves that a life of a server is what was asked for: by what it answers, by the binary that its sidecar sees it run, and
 * by the digest of the image that the kubelet started.
 *
 * @param server its name
 * @param cluster its cluster
 * @param life that is to be proven
 * @param view of its pod now
 */
record PodProof(String server, PodCluster cluster, PodLife life, Supplier<Optional<PodView>> view) implements Witness {
    private static final Duration TOLD = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration ASK = Duration.ofSeconds(1);

    /** What it showed; empty when it is something else or ended, which its life then knows. */
    Optional<Proof.Shown> prove() {
        try {
            Proof.Shown shown = new Proof(server, cluster.names().ownerTag(), life.release(), this).await();
            image();
            return Optional.of(shown);
        } catch (FailureException e) {
            if (life.alive()) {
                life.proven().completeExceptionally(e);
            }
            return Optional.empty();
        } catch (Waiting.Interrupted e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void image() {
        String image = cluster.deployment().release(life.release().name()).image();
        String wanted = image.substring(image.indexOf('@') + 1);
        String tried = "start " + server + " on " + life.release().name();
        try {
            String runs = told().orElseGet(this::asked);
            if (!runs.equals(wanted)) {
                throw Failure.deploy(tried, "its pod runs the image " + runs + " instead of " + wanted,
                        "Somebody else may change pods in the namespace " + cluster.api().namespace() + ".");
            }
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy(tried, "the kubelet does not say which image runs: " + e.lastSeen(),
                    "See kubectl describe pod " + server + ".").causedBy(e);
        }
    }

    /** By the watch. */
    private Optional<String> told() {
        Waiting.reached("the image of " + server, TOLD, POLL, () -> digest(view.get()).isPresent());
        return digest(view.get());
    }

    /** By a request: a watch that tells nothing may be that of an API server that is away, which a request waits for. */
    private String asked() {
        return cluster.api().patiently("the image of " + server, TOLD, ASK, () -> {
            Optional<PodView> now = cluster.api().find(new ApiRequest("get", "pods", server), client ->
                    client.pods().inNamespace(cluster.api().namespace()).withName(server).get()).map(PodView::new);
            return digest(now).map(Waiting.Look::there)
                    .orElseGet(() -> Waiting.Look.notYet(now.map(PodView::text).orElse("no pod")));
        });
    }

    private Optional<String> digest(Optional<PodView> now) {
        return now.filter(pod -> pod.uid().equals(life.pod().uid())).flatMap(PodView::digest);
    }

    @Override
    public boolean alive() {
        return life.alive();
    }

    @Override
    public String address() {
        return life.pod().monitoring().address().toString();
    }

    @Override
    public JsonNode varz(Duration limit) throws IOException {
        return life.pod().monitoring().ask("varz", limit);
    }

    @Override
    public String sha256() throws IOException {
        return life.pod().sidecar().digest(life.process());
    }
}
