package natscompat.deployer.link;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.Random;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/**
 * One connection through the proxy: the dialler's socket, the server's socket, and a pipe each way. Nobody knows who dials
 * a route until the dialler has said so; while anything is cut from that server, both directions are held until then.
 * (Else they are not: to hold the greetings of servers that all dial each other makes both sides of each pair close one
 * of the two connections as a duplicate, and a start then takes seconds.) Used by the loop's thread alone.
 */
final class Joint {
    private final Front front;
    private final Loop loop;
    private final SocketChannel dialler;
    private final SocketChannel server;
    private final SelectionKey diallerKey;
    private final SelectionKey serverKey;
    private final Pipe in;
    private final Pipe out;
    private Optional<Pair> pair = Optional.empty();
    private Meter.Count inCount = new Meter.Count();
    private Meter.Count outCount = new Meter.Count();
    private long metered;
    private long meteredBack;
    private final boolean wary;
    private boolean introduced;
    private boolean resetting;
    private boolean closed;

    Joint(Front front, Loop loop, SelectionKey diallerKey, SelectionKey serverKey, Random random) {
        this.front = front;
        this.loop = loop;
        this.diallerKey = diallerKey;
        this.serverKey = serverKey;
        this.dialler = (SocketChannel) diallerKey.channel();
        this.server = (SocketChannel) serverKey.channel();
        this.in = new Pipe(diallerKey, serverKey, loop.rings(), random,
                front.route() ? new Frames(this::heardDialler, random) : null);
        this.out = new Pipe(serverKey, diallerKey, loop.rings(), random,
                front.route() ? new Frames(this::heardServer, random) : null);
        this.wary = front.route() && loop.cuts(front.server());
        in.hold(wary);
        out.hold(wary);
        if (!front.route()) {
            known(Pair.CLIENTS);
        }
    }

    private void heardServer(String line) {
        if (!introduced) {
            introduced = true;
            Handshake.id(line).ifPresent(id -> loop.ids().learn(id, front.server()));
        }
    }

    private void heardDialler(String line) {
        if (pair.isEmpty()) {
            Handshake.diallerId(line).ifPresent(this::dialledBy);
            Handshake.name(line).ifPresent(this::known);
        }
    }

    private void dialledBy(String id) {
        Optional<String> name = loop.ids().name(id);
        if (name.isPresent()) {
            known(name.get());
        } else if (wary) {
            loop.askWho(this, id);
        }
    }

    /** Everybody was asked who that is. If nobody is, it has to introduce itself after the server has. */
    void identify(String id) {
        if (pair.isEmpty() && !closed) {
            try {
                loop.ids().name(id).ifPresentOrElse(this::known, () -> out.hold(false));
            } catch (RuntimeException e) {
                failed(e);
            }
            turn(System.nanoTime());
        }
    }

    private void known(String who) {
        Pair there = new Pair(who, front.server());
        pair = Optional.of(there);
        in.hold(false);
        out.hold(false);
        in.policy(loop.policy(there), loop.spare());
        out.policy(loop.policy(there.back()), loop.spare());
        inCount = loop.meter().of(there);
        outCount = loop.meter().of(there.back());
        in.count(inCount);
        out.count(outCount);
        inCount.connections(1);
        outCount.connections(1);
    }

    /** Something can be read or written on one of its sockets. */
    void ready(SelectionKey key, long now) {
        try {
            if (key.isReadable()) {
                Pipe pipe = key.equals(diallerKey) ? in : out;
                if (resetting) {
                    if (pipe.readHalf(loop.scratch(), loop.filtered())) {
                        (pipe.equals(in) ? inCount : outCount).halved();
                    }
                    resetNow();
                    return;
                }
                pipe.read(loop.scratch(), loop.filtered(), now);
            }
            turn(now);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    /** Passes on what may go, and says what it waits for next. */
    void turn(long now) {
        if (closed) {
            return;
        }
        try {
            in.write(now);
            out.write(now);
            meter();
            if (in.shut() && out.shut()) {
                close(false);
                return;
            }
            interest(diallerKey, in.reading(), out.writing());
            interest(serverKey, out.reading(), in.writing());
            loop.wake(this, Math.min(in.next(), out.next()));
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private static void interest(SelectionKey key, boolean read, boolean write) {
        int wanted = (read ? SelectionKey.OP_READ : 0) | (write ? SelectionKey.OP_WRITE : 0);
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    private void meter() {
        inCount.bytes(in.written() - metered);
        outCount.bytes(out.written() - meteredBack);
        metered = in.written();
        meteredBack = out.written();
    }

    /** Whether one of its directions is this one. */
    boolean has(Pair direction) {
        return pair.isPresent() && (pair.get().equals(direction) || pair.get().back().equals(direction));
    }

    /** One of its directions has another policy now. */
    void changed(Pair direction, LinkPolicy policy, Change change, long now) {
        if (change == Change.RESET) {
            close(true);
            return;
        }
        try {
            (pair.filter(direction::equals).isPresent() ? in : out).policy(policy, loop.spare());
        } catch (RuntimeException e) {
            failed(e);
        }
        turn(now);
    }

    /** Ends in the middle of the next message, or soon if none comes. */
    void resetSoon() {
        resetting = true;
    }

    /** One side is gone, or we have a bug: the other side is to know, and other connections go on. */
    private void failed(Exception e) {
        if (e instanceof RuntimeException && !(e instanceof CancelledKeyException)) {
            System.err.println("a connection to " + front.server() + " was ended: " + e);
        }
        close(true);
    }

    /** Ends as it was told to. Does nothing if it has ended. */
    void resetNow() {
        if (!closed) {
            inCount.reset();
            outCount.reset();
            close(true);
        }
    }

    /** Ends both sides; by RST if the end is to be seen as a failure. Does nothing the second time. */
    void close(boolean reset) {
        if (closed) {
            return;
        }
        closed = true;
        meter();
        inCount.connections(-1);
        outCount.connections(-1);
        diallerKey.cancel();
        serverKey.cancel();
        close(dialler, reset);
        close(server, reset);
        in.close();
        out.close();
        loop.gone(this);
    }

    static void close(SocketChannel channel, boolean reset) {
        try (channel) {
            if (reset) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
