package natscompat.deployer.line;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A line to one {@link LineServer} that is dialled when something is asked, and anew once it broke: a question that was not
 * answered in time is not the end of all questions. Thread-safe: one question at a time.
 */
public final class RedialledLine implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<Optional<LineClient>> line = new AtomicReference<>(Optional.empty());
    private final InetSocketAddress at;
    private final Token token;
    private final Duration connect;
    private final Duration answer;

    /**
     * Dials nobody yet.
     *
     * @param connect longest time until somebody is there
     * @param answer longest time for each line that is waited for
     */
    public RedialledLine(InetSocketAddress at, Token token, Duration connect, Duration answer) {
        this.at = at;
        this.token = token;
        this.connect = connect;
        this.answer = answer;
    }

    /**
     * Dials, if it has not.
     *
     * @throws IOException when nobody is there, the token is another one, or this is closed
     */
    public void dial() throws IOException {
        connected();
    }

    /**
     * Asks once, over a new connection where the last one broke, also if it broke while others asked before this.
     *
     * @throws IOException when there is no answer in time; the other side may have done what was asked for
     */
    public String askOnce(String question) throws IOException {
        while (true) {
            try {
                return connected().ask(question);
            } catch (LineClient.NotAsked e) {
                // Who asked before waited in vain and hung up: the next turn dials anew.
            }
        }
    }

    /**
     * Asks again over a new connection where the last one turns out to be broken: only for what may be asked twice.
     *
     * @throws IOException when there is no answer in time
     */
    public String ask(String question) throws IOException {
        LineClient first = connected();
        try {
            return first.ask(question);
        } catch (IOException e) {
            if (first.usable()) {
                throw e;
            }
            return askOnce(question);
        }
    }

    private LineClient connected() throws IOException {
        lock.lock();
        try {
            Optional<LineClient> now = line.get();
            if (now.isPresent() && now.get().usable()) {
                return now.get();
            }
            LineClient fresh = new LineClient(at, token, connect, answer);
            line.set(Optional.of(fresh));
            if (closed.get()) {
                fresh.close();
                throw new IOException("nobody asks there any more");
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
