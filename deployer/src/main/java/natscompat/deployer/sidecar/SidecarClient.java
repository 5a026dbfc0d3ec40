package natscompat.deployer.sidecar;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import natscompat.deployer.line.RedialledLine;
import natscompat.deployer.line.Token;
import natscompat.deployer.link.Peer;
import natscompat.deployer.link.RemoteLinks;
import natscompat.model.rundir.Json;
import natscompat.platform.Signal;
import natscompat.platform.link.Links;
import natscompat.platform.store.Store;

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

    private final RedialledLine line;
    private final Links links;

    /** The sidecar answers, and says why it does not do what it was asked for. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /** Connects nowhere yet. */
    public SidecarClient(InetSocketAddress at, Token token) {
        line = new RedialledLine(at, token, CONNECT, ANSWER);
        links = new RemoteLinks(order -> ask(Orders.LINKS + " " + order), "the log of the sidecar");
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
        return Json.mapper().readValue(done(line.askOnce(order)), Sight.class);
    }

    /**
     * Sends a signal to that process and to no later one.
     *
     * @throws IOException when it does not run any more, or the sidecar does not answer
     */
    public void signal(Signal signal, Sight to) throws IOException {
        order(Orders.SIGNAL, new Orders.Send(signal, to), Orders.Done.class);
    }

    /** What the server stores. Every method of it throws a {@link Refused} when the sidecar answers and does not do it. */
    public Store store() {
        return new SidecarStore(this);
    }

    /**
     * Lets every write of this process to a file fail, or no more.
     *
     * @return what the kernel says of that limit
     * @throws IOException when it does not run any more, or the sidecar does not answer
     */
    public String refuseWrites(Sight of, boolean refuse) throws IOException {
        return order(Orders.LIMIT, new Orders.Limit(of, refuse), Orders.Said.class).text();
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
     * How long this process had to wait for a processor since this was asked before; zero when it got to run.
     *
     * @throws IOException when it does not run any more, or the sidecar does not answer
     */
    public Duration starved(Sight of) throws IOException {
        return Duration.ofMillis(order(Orders.STARVED, of, Orders.Starved.class).millis());
    }

    /**
     * Tells its link proxy who else may dial.
     *
     * @param seed of all that it draws from here on
     * @throws IOException when it is no link proxy, or the sidecar does not answer
     */
    public void peers(List<Peer> peers, long seed) throws IOException {
        order(Orders.PEERS, new Orders.Ask(peers, seed), Orders.Done.class);
    }

    /** The links that end at its server, where it is a link proxy. */
    public Links links() {
        return links;
    }

    <T> T order(String word, Object document, Class<T> answer) throws IOException {
        try {
            return Json.mapper().readValue(ask(word + " " + Json.line(document)), answer);
        } catch (JsonProcessingException e) {
            throw new IOException("the sidecar speaks another language", e);
        }
    }

    /** A connection that went with an earlier sidecar is found out by asking. */
    private String ask(String order) throws IOException {
        return done(line.ask(order));
    }

    private static String done(String said) throws IOException {
        if (said.startsWith(Sidecar.OK)) {
            return said.substring(Sidecar.OK.length());
        }
        throw new Refused(said.startsWith(Sidecar.FAILED) ? said.substring(Sidecar.FAILED.length()) : said);
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
