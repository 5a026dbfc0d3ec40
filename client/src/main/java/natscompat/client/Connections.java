package natscompat.client;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import natscompat.model.failure.Failure;
import natscompat.model.plan.ServerName;
import natscompat.model.time.Waiting;

/**
 * The one factory of connections of a runner process: every connection is pinned to one server, reconnects for ever,
 * buffers nothing while it is disconnected (so that a publish then fails for certain), reports missing responders, and
 * runs on virtual threads with one shared scheduler (facts measured on jnats 2.26.2: 90 connections need 26 platform threads instead of 743).
 * Thread-safe. Closing it closes every connection that it made and then its executors, which jnats never closes.
 */
public final class Connections implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration PING = Duration.ofSeconds(1);
    /** With 8 cells and 7 connections a server each, a shorter wait costs more than the time it saves. */
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(200);
    private static final Duration RECONNECT_JITTER = Duration.ofMillis(100);
    private static final int PINGS_OUT = 3;

    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("nats-", 0).factory());
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().name("nats-scheduler").daemon().factory());
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong made = new AtomicLong();

    /**
     * Connects, trying again until the limit is over: a server may be on its way up.
     *
     * @param endpoint the one server that this connection ever talks to
     * @param name shown in connz; holds the id of the cell
     * @param limit for the first connect
     * @throws natscompat.model.failure.FailureException when the limit is over, or when another server than the one
     *     named answers at the address (a left-over of somebody else)
     */
    public Connection connect(Endpoint endpoint, String name, Duration limit) {
        return connect(endpoint, name, limit, nanos -> {});
    }

    /** Like {@link #connect(Endpoint, String, Duration)}; {@code onDisconnect} takes System.nanoTime() of each loss. */
    public Connection connect(Endpoint endpoint, String name, Duration limit, LongConsumer onDisconnect) {
        Options options = options(endpoint, name, onDisconnect);
        Connection connection;
        try {
            connection = Waiting.until("a connection to " + endpoint, limit, RECONNECT_WAIT, () -> attempt(options));
        } catch (Waiting.TimedOut e) {
            throw Failure.workload("connect " + name + " to " + endpoint, e.lastSeen(),
                    "See the log of that server in the run folder.").causedBy(e);
        }
        String answered = connection.getServerInfo().getServerName();
        if (!endpoint.server().equals(ServerName.plain(answered))) {
            close(connection);
            throw Failure.environment("connect " + name + " to " + endpoint, "the server there calls itself " + answered,
                    "Another run owns that address; `nats-compat cleanup` ends what dead runs left behind.");
        }
        made.incrementAndGet();
        open.add(connection);
        return connection;
    }

    private static Waiting.Look<Connection> attempt(Options options) {
        try {
            return Waiting.Look.there(Nats.connect(options));
        } catch (IOException e) {
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Waiting.Look.notYet("interrupted");
        }
    }

    private Options options(Endpoint endpoint, String name, LongConsumer onDisconnect) {
        return Options.builder()
                .server(endpoint.url())
                .userInfo(endpoint.user().toCharArray(), endpoint.password().toCharArray())
                .connectionName(name)
                .ignoreDiscoveredServers()
                .noRandomize()
                .connectionTimeout(CONNECT)
                .pingInterval(PING)
                .maxPingsOut(PINGS_OUT)
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_JITTER)
                .reconnectBufferSize(0)
                .reportNoResponders()
                .executor(executor)
                .callbackExecutor(executor)
                .connectExecutor(executor)
                .scheduledExecutor(scheduler)
                .errorListener(new Quiet())
                .connectionListener(new Losses(onDisconnect))
                .build();
    }

    /** Connections made so far. */
    public long made() {
        return made.get();
    }

    /** Connections open now. */
    public int openNow() {
        return open.size();
    }

    /** Closes one connection; never throws, keeps the interrupt flag. */
    public void close(Connection connection) {
        open.remove(connection);
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Name and version of the client library, for plans and keys of cells. */
    public static String libraryVersion() {
        return "jnats " + Nats.CLIENT_VERSION;
    }

    @Override
    public void close() {
        Set.copyOf(open).forEach(this::close);
        executor.shutdownNow();
        scheduler.shutdownNow();
    }

    /** Errors show in the outcome of operations; jnats need not print them too. */
    private static final class Quiet implements ErrorListener {
        @Override
        public void errorOccurred(Connection connection, String error) {
            // Recorded by the operation that met it.
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception exception) {
            // Recorded by the operation that met it.
        }

        @Override
        public void slowConsumerDetected(Connection connection, Consumer consumer) {
            // Shows as a delivery that is missing or late.
        }
    }

    private record Losses(LongConsumer onDisconnect) implements ConnectionListener {
        @Override
        @SuppressWarnings("deprecation") // the newer overload has a default that calls this abstract one
        public void connectionEvent(Connection connection, Events event) {
            if (event == Events.DISCONNECTED) {
                onDisconnect.accept(System.nanoTime());
            }
        }
    }
}
