package natscompat.deployer.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.model.time.Waiting;

/** Answers lines on a port, to whoever shows that it knows the token. Thread-safe. */
public final class LineServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5000;
    private static final int BACKLOG = 16;
    private static final Duration AGAIN = Duration.ofMillis(100);
    private static final String WELCOME = "welcome";

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ServerSocket socket;
    private final Token token;
    private final Answering answering;

    /** What gives the answers; called by one thread a connection. */
    public interface Answering {
        /** The answer to one line, without a line break. */
        String answer(String line);
    }

    /**
     * Listens.
     *
     * @param at port 0 for any
     * @throws IOException when the address is in use
     */
    public LineServer(InetSocketAddress at, Token token, Answering answering) throws IOException {
        this.token = token;
        this.answering = answering;
        this.socket = new ServerSocket(at.getPort(), BACKLOG, at.getAddress());
        Thread.ofVirtual().name("line-server").start(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().name("line").start(() -> serve(connection));
            } catch (IOException e) {
                // Closed, or out of descriptors for a moment: the loop's condition tells.
                Waiting.pause("the next connection", AGAIN);
            }
        }
    }

    private void serve(Socket connection) {
        open.add(connection);
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            Lines lines = new Lines(connection);
            String challenge = Token.challenge();
            lines.say(challenge);
            if (!token.accepts(challenge, lines.hear(Token.LENGTH))) {
                return;
            }
            lines.say(WELCOME);
            connection.setSoTimeout(0);
            while (!socket.isClosed()) {
                lines.say(answering.answer(lines.hear()));
            }
        } catch (IOException e) {
            // It went away, or never was one of ours.
        } finally {
            open.remove(connection);
        }
    }

    /** Whether a line is the one that lets a client in. */
    static boolean welcomes(String line) {
        return line.equals(WELCOME);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
