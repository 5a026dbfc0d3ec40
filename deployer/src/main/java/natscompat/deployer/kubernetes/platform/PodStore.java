package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.sidecar.SidecarClient;
import natscompat.model.time.Waiting;
import natscompat.platform.store.Store;

/**
 * What a server stores on its volume, through the sidecar of the pod that has it now. A pod that is being replaced is
 * waited for. Thread-safe.
 *
 * @param pods of the server
 * @param coming how long a pod is waited for
 */
record PodStore(Pods pods, Duration coming) implements Store {
    private static final Duration POLL = Duration.ofMillis(50);

    private interface Question<T> {
        T ask(Store store) throws IOException;
    }

    private <T> T ask(Question<T> question) throws IOException {
        try {
            return Waiting.until("a pod that has the store", coming, POLL, () -> {
                Optional<ServerPod> pod = pods.lasting();
                return pod.isEmpty() ? Waiting.Look.notYet(pods.text()) : look(question, pod.get());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (Waiting.TimedOut e) {
            throw new IOException("the store cannot be reached: " + e.lastSeen(), e);
        }
    }

    private static <T> Waiting.Look<T> look(Question<T> question, ServerPod pod) {
        try {
            return Waiting.Look.there(question.ask(pod.sidecar().store()));
        } catch (SidecarClient.Refused | NoSuchFileException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<StoredFile> files() throws IOException {
        return ask(Store::files);
    }

    @Override
    public byte[] read(String file, long at, int length) throws IOException {
        return ask(store -> store.read(file, at, length));
    }

    @Override
    public void write(String file, long at, byte[] bytes) throws IOException {
        ask(store -> {
            store.write(file, at, bytes);
            return true;
        });
    }

    @Override
    public void truncate(String file, long size) throws IOException {
        ask(store -> {
            store.truncate(file, size);
            return true;
        });
    }

    @Override
    public void remove(String file) throws IOException {
        ask(store -> {
            store.remove(file);
            return true;
        });
    }

    @Override
    public int wipe() throws IOException {
        return ask(Store::wipe);
    }
}
