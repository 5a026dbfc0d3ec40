package natscompat.deployer.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Dials the server behind a front for each connection that comes. Names are looked up anew each time, beside the loop. */
final class Dialling {
    /**
     * What the system keeps of ours for a receiver that is slow. Left to itself it grows to megabytes, and bytes that lie
     * there for long are no longer in the processor's cache when they are sent: 0.93 of the direct throughput instead of
     * 0.84 (docs/figures.md). Smaller than what is read at a time costs more calls.
     */
    private static final int SEND_BUFFER = 256 << 10;

    private final Loop loop;

    Dialling(Loop loop) {
        this.loop = loop;
    }

    /** A dial under way. */
    record Dial(Front front, SocketChannel dialler, SocketChannel server) {}

    /** Called by the loop's thread. */
    void begin(Front front, SocketChannel dialler) {
        Thread.ofVirtual().name("dial-" + front.server()).start(() -> {
            InetSocketAddress target = new InetSocketAddress(front.targetHost(), front.targetPort());
            loop.submit(() -> connect(front, dialler, target));
        });
    }

    private void connect(Front front, SocketChannel dialler, InetSocketAddress target) {
        try {
            if (target.isUnresolved()) {
                throw new IOException("unknown host " + target.getHostString());
            }
            prepare(dialler);
            connect(front, dialler, SocketChannel.open(), target);
        } catch (IOException | RuntimeException e) {
            Joint.close(dialler, true);
        }
    }

    private void connect(Front front, SocketChannel dialler, SocketChannel server, InetSocketAddress target)
            throws IOException {
        try {
            prepare(server);
            Dial dial = new Dial(front, dialler, server);
            boolean there = server.connect(target);
            SelectionKey key = server.register(loop.selector(), there ? 0 : SelectionKey.OP_CONNECT, dial);
            if (there) {
                loop.join(front, dialler, key);
            }
        } catch (IOException | RuntimeException e) {
            // A channel that is closed leaves the selector by itself.
            Joint.close(server, true);
            throw e;
        }
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
    }

    /** The server has answered or refused. Called by the loop's thread. */
    void finish(Dial dial, SelectionKey key) {
        try {
            dial.server().finishConnect();
            key.interestOps(0);
            loop.join(dial.front(), dial.dialler(), key);
        } catch (IOException | RuntimeException e) {
            key.cancel();
            Joint.close(dial.server(), true);
            Joint.close(dial.dialler(), true);
        }
    }
}
