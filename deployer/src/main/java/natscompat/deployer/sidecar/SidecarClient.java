package natscompat.deployer.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.deployer.line.LineClient;
import natscompat.deployer.line.Token;
import natscompat.deployer.link.Peer;
import natscompat.deployer.link.RemoteLinks;
import natscompat.model.rundir.Json;
import natscompat.platform.Signal;
import natscompat.platform.link.Links;

/**
 * A sidecar as somebody outside of its pod uses it. Connects when it is asked something, and again when the connection
 * broke. Thread-safe: one order at a time. See {@link SidecarWatch} for what happens to the server's process.
 */
public final class SidecarClient implements AutoCloseable {
    /** The port where sidecars take orders. */
    public static final int PORT = Setup.PORT;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** An order may wait for the server to come to its configuration. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<Optional<LineClient>> line = new AtomicReference<>(Optional.empty());
    private final InetSocketAddress at;
    private final Token token;

    /** Connects nowhere yet. */
    public SidecarClient(InetSocketAddress at, Token token) {
        this.at = at;
        this.token = token;
    }

    /**
     * What there is once it is something else than what is known, or when that has not come for a while.
     *
     * @throws IOException when the sidecar does not answer
     */
    public Sight look(Sight known, Duration wait) throws IOException {
        return order(Orders.LOOK, new Orders.Look(known, wait.toMillis()), Sight.class);
    }

    /**
     * Lets the process that waits become a server.
     *
     * @param extra lines of configuration that win over the same keys of the server's own
     * @return what runs now
     * @throws IOException when no process waits, or the sidecar does not answer: it may have been started then
     */
    public Sight start(String extra) throws IOException {
        String order = Orders.START + " " + Json.line(new Orders.Start(extra));
        return Json.mapper().readValue(done(connected().ask(order)), Sight.class);
    }

    /**
     * Sends a signal to that process and to no later one.
     *
     * @throws IOException when it does not run any more, or the sidecar does not answer
     */
    public void signal(Signal signal, Sight to) throws IOException {
        order(Orders.SIGNAL, new Orders.Send(signal, to), Orders.Done.class);
    }

    /**
     * Removes everything that the server stores.
     *
     * @throws IOException when it runs, or the sidecar does not answer
     */
    public void wipe() throws IOException {
        order(Orders.WIPE, new Orders.Done(), Orders.Done.class);
    }

    /**
     * SHA-256 of the binary that this process really runs, lower-case hex.
     *
     * @throws IOException when it does not run any more, or the sidecar does not answer
     */
    public String digest(Sight of) throws IOException {
        return order(Orders.DIGEST, of, Orders.Digest.class).sha256();
    }

    /**
     * Tells its link proxy who else may dial.
     *
     * @throws IOException when it is no link proxy, or the sidecar does not answer
     */
    public void peers(List<Peer> peers) throws IOException {
        order(Orders.PEERS, new Orders.Ask(peers), Orders.Done.class);
    }

    /** The links that end at its server, where it is a link proxy. */
    public Links links() {
        return new RemoteLinks(order -> ask(Orders.LINKS + " " + order), "the log of the sidecar");
    }

    private <T> T order(String word, Object document, Class<T> answer) throws IOException {
        try {
            return Json.mapper().readValue(ask(word + " " + Json.line(document)), answer);
        } catch (JsonProcessingException e) {
            throw new IOException("the sidecar speaks another language", e);
        }
    }

    /** A connection that went with an earlier sidecar is found out by asking: what may be asked twice is asked again. */
    private String ask(String order) throws IOException {
        LineClient first = connected();
        try {
            return done(first.ask(order));
        } catch (IOException e) {
            if (first.usable()) {
                throw e;
            }
            return done(connected().ask(order));
        }
    }

    private static String done(String said) throws IOException {
        if (said.startsWith(Sidecar.OK)) {
            return said.substring(Sidecar.OK.length());
        }
        throw new IOException(said.startsWith(Sidecar.FAILED) ? said.substring(Sidecar.FAILED.length()) : said);
    }

    private LineClient connected() throws IOException {
        lock.lock();
        try {
            Optional<LineClient> now = line.get();
            if (now.isPresent() && now.get().usable()) {
                return now.get();
            }
            LineClient fresh = new LineClient(at, token, CONNECT, ANSWER);
            line.set(Optional.of(fresh));
            if (closed.get()) {
                fresh.close();
                throw new IOException("nobody asks this sidecar any more");
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        closed.set(true);
        Optional<LineClient> now = line.get();
        if (now.isPresent()) {
            now.get().close();
        }
    }
}
