package natscompat.deployer.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import natscompat.model.failure.Failure;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of servers' ports and gives each direction between any two parties the policy that it is told. Keeps
 * TCP's contract: see {@link LinkPolicy}. Thread-safe. Closing it ends every connection.
 */
public final class LinkProxy implements Links, AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /**
     * A connection that is to be reset in the middle of a message is reset without one after this time: longer than a
     * heartbeat of Raft (1 s, facts: nats.md 3), so that also between idle servers one comes.
     */
    private static final Duration MIDDLE = Duration.ofMillis(1300);

    private final List<ServerSocketChannel> listening = new ArrayList<>();
    private final Loop loop;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Thread thread;

    /**
     * Listens on every front.
     *
     * @param draws of delays, losses and the fate of messages
     * @throws IOException when an address is in use
     */
    public LinkProxy(List<Front> fronts, Draws draws) throws IOException {
        loop = new Loop(fronts, draws);
        try {
            for (Front front : fronts) {
                listening.add(listen(front));
            }
        } catch (IOException e) {
            stopListening();
            loop.selector().close();
            throw e;
        }
        thread = Thread.ofPlatform().name("link-proxy").daemon().start(() -> {
            try {
                loop.run();
            } finally {
                ended.complete(null);
            }
        });
    }

    /**
     * Done once nothing goes through any more, whatever ended it. Without its thread it would go on listening and pass
     * nothing on: a partition that nobody ordered. So whoever owns the process has to end it then.
     */
    public CompletableFuture<@Nullable Void> ended() {
        return ended.copy();
    }

    private ServerSocketChannel listen(Front front) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(front.listenHost(), front.listenPort()), 1024);
            channel.configureBlocking(false);
            channel.register(loop.selector(), SelectionKey.OP_ACCEPT, front);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("listen on " + front.listenHost() + ":" + front.listenPort() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void set(Map<Pair, LinkPolicy> policies, Change change) {
        Map<Pair, LinkPolicy> wanted = Map.copyOf(policies);
        inLoop("set policies", () -> {
            wanted.forEach((pair, policy) -> loop.policy(pair, policy, change));
            return true;
        });
    }

    @Override
    public void reset(Collection<Pair> pairs) {
        List<Pair> wanted = List.copyOf(pairs);
        List<Joint> hit = inLoop("reset connections", () -> {
            List<Joint> all = loop.joints().stream()
                    .filter(joint -> wanted.stream().anyMatch(joint::has))
                    .toList();
            all.forEach(Joint::resetSoon);
            return all;
        });
        Waiting.pause("the middle of a message", MIDDLE);
        inLoop("reset the rest", () -> {
            hit.forEach(Joint::resetNow);
            return true;
        });
    }

    @Override
    public List<LinkState> look() {
        return inLoop("count connections", () -> loop.meter().states());
    }

    /**
     * Names more servers that may dial: those that another proxy stands in front of. While anything is cut, a dialler is
     * held until it is known.
     */
    public void alsoAsk(List<Peer> peers) {
        loop.ids().alsoAsk(peers);
    }

    /** From here on the draws of new connections come from that seed. */
    public void seed(long seed) {
        inLoop("set the seed", () -> {
            loop.seed(seed);
            return true;
        });
    }

    private <T> T inLoop(String what, Supplier<T> task) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.submit(() -> {
            try {
                done.complete(task.get());
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(ANSWER.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.deploy(what + " of the link proxy", "interrupted", "The run is being stopped.").causedBy(e);
        } catch (ExecutionException | TimeoutException e) {
            throw Failure.deploy(what + " of the link proxy", String.valueOf(e), "The machine may be overloaded.")
                    .causedBy(e);
        }
    }

    private void stopListening() {
        for (ServerSocketChannel channel : listening) {
            try {
                channel.close();
            } catch (IOException e) {
                // It also ends with this process.
            }
        }
    }

    @Override
    public void close() {
        stopListening();
        loop.end();
        Waiting.reached("the link proxy to end", ANSWER, Duration.ofMillis(5), () -> !thread.isAlive());
    }
}
