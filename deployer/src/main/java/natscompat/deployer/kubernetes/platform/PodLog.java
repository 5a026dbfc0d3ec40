package natscompat.deployer.kubernetes.platform;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import natscompat.deployer.kubernetes.ApiRequest;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;

/**
 * Brings home what a server writes, of all its containers in all its pods, while it is written: a pod that is deleted takes
 * its log along. Where the way to it breaks it goes on with the first line that is not here yet. Thread-safe.
 */
final class PodLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final PodCluster cluster;
    private final String server;
    private final Supplier<Optional<PodView>> view;
    private final Path file;
    private final LogLines lines = new LogLines();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Optional<LogWatch>> open = new AtomicReference<>(Optional.empty());

    /** Begins to follow what that server writes into that file. */
    PodLog(PodCluster cluster, String server, Supplier<Optional<PodView>> view, Path file) {
        this.cluster = cluster;
        this.server = server;
        this.view = view;
        this.file = file;
        Thread.ofVirtual().name("log-" + server).start(this::follow);
    }

    Path file() {
        return file;
    }

    /** Whether all of that container of that pod was here within the limit. */
    boolean awaitEnd(String uid, int container, Duration limit) {
        return Waiting.reached("the log of " + server, limit, POLL, () -> done.contains(key(uid, container)));
    }

    private static String key(String uid, int container) {
        return uid + "/" + container;
    }

    private void follow() {
        try {
            while (!closed.get()) {
                Optional<PodView> now = view.get().filter(pod -> pod.begun() && !done.contains(key(pod.uid(), pod.restarts())));
                if (now.isPresent()) {
                    follow(now.get());
                } else {
                    Waiting.pause("the next container of " + server, POLL);
                }
            }
        } catch (Waiting.Interrupted e) {
            // The process ends.
        }
    }

    private void follow(PodView pod) {
        try {
            if (pod.restarts() > 0 && !done.contains(key(pod.uid(), pod.restarts() - 1))) {
                before();
                done.add(key(pod.uid(), pod.restarts() - 1));
            }
            now();
            if (ended(pod)) {
                done.add(key(pod.uid(), pod.restarts()));
            }
        } catch (KubernetesClientException | FailureException | CompletionException | IOException e) {
            // What joins a request inside the client comes bare where nobody listens.
            if (!closed.get()) {
                Waiting.pause("the way to the log of " + server, AGAIN);
            }
            if (view.get().filter(v -> v.uid().equals(pod.uid())).isEmpty()) {
                cluster.spec().emit(at -> new Event.Note(at, "the log of " + server + " may lack its end: " + e.getMessage()));
                done.add(key(pod.uid(), pod.restarts()));
            }
        }
    }

    private ContainerResource container(KubernetesClient client) {
        return client.pods()
                .inNamespace(cluster.api().namespace())
                .withName(server)
                .inContainer(PodView.SERVER)
                .withReadyWaitTimeout(0);
    }

    /** What the container before this one wrote, as far as it is not here. */
    private void before() throws IOException {
        try (InputStream in = cluster.api().ask(request(), client -> container(client)
                .usingTimestamps().terminated().sinceTime(lines.since()).getLogInputStream())) {
            keep(in);
        }
    }

    /** What this container writes, to its end or to that of the way to it. */
    private void now() throws IOException {
        try (LogWatch watch = cluster.api().ask(request(), client -> container(client)
                .usingTimestamps().sinceTime(lines.since()).watchLog())) {
            open.set(Optional.of(watch));
            keep(watch.getOutput());
        } finally {
            open.set(Optional.empty());
        }
    }

    /** Whether the API server comes to say that this container has ended: else there is more to follow. */
    private boolean ended(PodView pod) {
        return Waiting.reached("the end of a container of " + server, TOLD, POLL, () -> {
            Optional<PodView> now = view.get().filter(v -> v.uid().equals(pod.uid()));
            return now.isEmpty() || now.get().restarts() > pod.restarts() || now.get().exit(pod.restarts()).isPresent()
                    || closed.get();
        });
    }

    private ApiRequest request() {
        return new ApiRequest("get", "pods/log", server);
    }

    private void keep(InputStream in) throws IOException {
        // Bytes of messages may stand in a log line, so it need not be UTF-8.
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
                Writer out = Files.newBufferedWriter(file, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                Optional<String> fresh = lines.fresh(line);
                if (fresh.isPresent()) {
                    out.write(fresh.get() + "\n");
                    out.flush();
                }
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        open.get().ifPresent(LogWatch::close);
    }
}
