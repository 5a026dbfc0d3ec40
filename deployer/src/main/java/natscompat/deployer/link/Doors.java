package natscompat.deployer.link;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets diallers in. One that cannot be let in, since this process is out of descriptors most likely, stays in the kernel's
 * queue and would be told of again at once and for ever: so nobody looks at that door for a while. Used by the loop's
 * thread alone.
 */
final class Doors {
    private static final long SHUT = Duration.ofMillis(100).toNanos();

    private final List<SelectionKey> shut = new ArrayList<>();
    private final Dialling dialling;
    private long until = Long.MAX_VALUE;

    Doors(Dialling dialling) {
        this.dialling = dialling;
    }

    /** Somebody dials this front. */
    void ring(SelectionKey key, Front front) {
        ServerSocketChannel listening = (ServerSocketChannel) key.channel();
        try {
            for (SocketChannel dialler = listening.accept(); dialler != null; dialler = listening.accept()) {
                dialling.begin(front, dialler);
            }
        } catch (IOException e) {
            shut(key);
        }
    }

    private void shut(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(0);
            shut.add(key);
            until = System.nanoTime() + SHUT;
        }
    }

    /** When it has something to do next; {@link Long#MAX_VALUE} for never. */
    long next() {
        return until;
    }

    /** Opens those doors that were shut long enough. */
    void open(long now) {
        if (until <= now) {
            shut.stream().filter(SelectionKey::isValid).forEach(key -> key.interestOps(SelectionKey.OP_ACCEPT));
            shut.clear();
            until = Long.MAX_VALUE;
        }
    }
}
