package natscompat.deployer.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** One connection to a {@link LineServer}. Thread-safe: one question at a time. */
public final class LineClient implements AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Socket socket;
    private final Lines lines;

    /**
     * Connects and shows that it knows the token.
     *
     * @param connect longest time until somebody is there
     * @param answer longest time for each line that is waited for
     * @throws IOException when nobody is there, or the token is another one
     */
    public LineClient(InetSocketAddress at, Token token, Duration connect, Duration answer) throws IOException {
        socket = new Socket();
        try {
            socket.connect(at, Math.toIntExact(connect.toMillis()));
            socket.setSoTimeout(Math.toIntExact(answer.toMillis()));
            lines = new Lines(socket);
            lines.say(token.answer(lines.hear(Token.LENGTH)));
            if (!LineServer.welcomes(hear("it does not accept our token"))) {
                throw new IOException("the other side speaks another language");
            }
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private String hear(String orElse) throws IOException {
        try {
            return lines.hear();
        } catch (IOException e) {
            throw new IOException(orElse, e);
        }
    }

    /** Nobody has heard the question: the connection was given up by whoever asked before. */
    public static final class NotAsked extends IOException {
        private static final long serialVersionUID = 1L;

        NotAsked() {
            super("the connection was closed before this was asked");
        }
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws NotAsked when that was given up before this question's turn
     * @throws IOException when the other side is gone or does not answer in time; the connection is of no use then
     */
    public String ask(String line) throws IOException {
        lock.lock();
        try {
            if (socket.isClosed()) {
                throw new NotAsked();
            }
            lines.say(line);
            return lines.hear();
        } catch (IOException e) {
            // A late answer must not be taken for that of the next question.
            socket.close();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is known against asking it. */
    public boolean usable() {
        return !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
