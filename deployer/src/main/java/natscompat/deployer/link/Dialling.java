package natscompat.deployer.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** Dials the server behind a front for each connection that comes. Names are looked up anew each time, beside the loop. */
final class Dialling {
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
            dialler.configureBlocking(false);
            dialler.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SocketChannel server = SocketChannel.open();
            server.configureBlocking(false);
            server.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Dial dial = new Dial(front, dialler, server);
            boolean there = !target.isUnresolved() && server.connect(target);
            SelectionKey key = server.register(loop.selector(), there ? 0 : SelectionKey.OP_CONNECT, dial);
            if (target.isUnresolved()) {
                throw new IOException("unknown host " + target.getHostString());
            }
            if (there) {
                loop.join(front, dialler, key);
            }
        } catch (IOException e) {
            Joint.close(dialler, true);
        }
    }

    /** The server has answered or refused. Called by the loop's thread. */
    void finish(Dial dial, SelectionKey key) {
        try {
            dial.server().finishConnect();
            key.interestOps(0);
            loop.join(dial.front(), dial.dialler(), key);
        } catch (IOException e) {
            key.cancel();
            Joint.close(dial.server(), true);
            Joint.close(dial.dialler(), true);
        }
    }
}
