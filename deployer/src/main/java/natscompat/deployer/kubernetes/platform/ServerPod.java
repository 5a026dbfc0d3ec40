package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.deployer.line.Token;
import natscompat.deployer.server.Monitoring;
import natscompat.deployer.sidecar.Sight;
import natscompat.deployer.sidecar.SidecarClient;
import natscompat.deployer.sidecar.SidecarWatch;
import natscompat.generator.Address;
import natscompat.generator.ContainerConfig;

/** One pod of a server, from its address on: its sidecar, and the processes that it saw come and go. Thread-safe. */
final class ServerPod implements AutoCloseable {
    /** After so many ends the kubelet would let the next process wait (crash back-off), so the pod is replaced. */
    private static final int MOST_ENDS = 2;

    private final PodView first;
    private final String address;
    private final SidecarClient sidecar;
    private final SidecarWatch watch;
    private final Monitoring monitoring;
    private final Listener listener;
    private final AtomicInteger ends;
    private final AtomicReference<Sight> last = new AtomicReference<>(Sight.NONE);

    /** Hears each change of the server's process, from one thread. */
    interface Listener {
        /** What is seen now. */
        void changed(ServerPod pod, Sight sight);
    }

    ServerPod(PodView pod, String address, Token token, Listener listener) {
        this.first = pod;
        this.address = address;
        // One that was set up anew under another address has lived through containers already.
        this.ends = new AtomicInteger(pod.restarts());
        this.listener = listener;
        this.monitoring = new Monitoring(new Address(address, ContainerConfig.Ports.USUAL.monitor()));
        InetSocketAddress at = new InetSocketAddress(address, SidecarClient.PORT);
        this.sidecar = new SidecarClient(at, token);
        this.watch = new SidecarWatch(at, token, this::changed);
    }

    private void changed(Sight sight) {
        Sight before = last.getAndSet(sight);
        if (before.pid() != 0 && !before.sameProcess(sight)) {
            ends.incrementAndGet();
        }
        listener.changed(this, sight);
    }

    String uid() {
        return first.uid();
    }

    /** Where it was when it was first seen; one that moves is another one. */
    String address() {
        return address;
    }

    /** The release that its template is of, normalised. */
    String release() {
        return first.release();
    }

    SidecarClient sidecar() {
        return sidecar;
    }

    Monitoring monitoring() {
        return monitoring;
    }

    /** How many processes have ended in it: the number of the container that is there now, from 0. */
    int ends() {
        return ends.get();
    }

    /** Whether the next process would have to wait for the kubelet. */
    boolean worn() {
        return ends.get() >= MOST_ENDS;
    }

    /** What its sidecar last saw. */
    Sight sight() {
        return watch.sight();
    }

    /** How long its sidecar has not answered; zero before its first answer. */
    Duration silence() {
        return watch.silence();
    }

    /** What its sidecar is at, for people. */
    String text() {
        return watch.lost()
                .map(e -> "its sidecar does not answer: " + e.getMessage())
                .orElseGet(() -> "its process is " + watch.sight().phase());
    }

    /** What its sidecar sees now, asked anew. */
    Sight look(Sight known) throws IOException {
        return sidecar.look(known, Duration.ZERO);
    }

    @Override
    public void close() {
        watch.close();
        try {
            sidecar.close();
        } catch (IOException e) {
            // It goes with its pod.
        }
    }
}
