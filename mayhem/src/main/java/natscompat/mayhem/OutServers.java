package natscompat.mayhem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/**
 * Which servers are out: from the injection of a fault until they are healthy and caught up in every group
 * (SEMANTICS.md 6). A watching virtual thread per healed server finds that moment. Thread-safe.
 */
final class OutServers {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Longer than any catching up seen; after it the server stays out and the settling says why. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private final Map<String, Integer> injuries = new HashMap<>();
    private final Map<String, Set<String>> open = new HashMap<>();
    private final List<Thread> watches = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Cluster cluster;
    private final Consumer<Event> events;
    private final RunClock clock;
    private final BooleanSupplier closed;
    private int injury;

    OutServers(Cluster cluster, Consumer<Event> events, RunClock clock, BooleanSupplier closed) {
        this.cluster = cluster;
        this.events = events;
        this.clock = clock;
        this.closed = closed;
    }

    /** From here on it is out because of this fault; a second injury before it was back starts anew. */
    void out(Server server, String fault, String why) {
        lock.lock();
        try {
            injury++;
            open.computeIfAbsent(server.name(), name -> new HashSet<>()).add(fault);
            if (injuries.put(server.name(), injury) == null) {
                events.accept(new Event.ServerOut(clock.nanos(), server.name(), why));
            }
        } finally {
            lock.unlock();
        }
    }

    /** This fault of it is healed: when it was the last one, look from here on whether it has caught up. */
    void healed(Server server, String fault) {
        lock.lock();
        try {
            open.getOrDefault(server.name(), new HashSet<>()).remove(fault);
            lookAt(server);
        } finally {
            lock.unlock();
        }
    }

    /** Unless it is back, or a fault of it is still open. */
    private void lookAt(Server server) {
        lock.lock();
        try {
            Integer mine = injuries.get(server.name());
            if (mine != null && open.getOrDefault(server.name(), Set.of()).isEmpty()) {
                watches.removeIf(watch -> !watch.isAlive());
                watches.add(Thread.ofVirtual().name("back-" + server.name()).start(() -> watch(server, mine)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks once more whether those that are out have caught up: the look for some may have ended long ago. */
    void lookAgain() {
        names().forEach(name -> cluster.servers().stream()
                .filter(server -> server.name().equals(name))
                .forEach(this::lookAt));
    }

    private void watch(Server server, int mine) {
        Waiting.reached(server.name() + " to be back", LONGEST, POLL, () -> {
            if (closed.getAsBoolean() || !stillInjured(server, mine)) {
                return true;
            }
            return missing(server).isEmpty() && back(server, mine, "healthy and caught up in every group");
        });
    }

    private String missing(Server server) {
        try {
            return cluster.missing(server);
        } catch (RuntimeException e) {
            return "could not look: " + e.getMessage();
        }
    }

    private boolean stillInjured(Server server, int mine) {
        lock.lock();
        try {
            return injuries.getOrDefault(server.name(), 0) == mine;
        } finally {
            lock.unlock();
        }
    }

    private boolean back(Server server, int mine, String seen) {
        lock.lock();
        try {
            if (injuries.remove(server.name(), mine)) {
                events.accept(new Event.ServerBack(clock.nanos(), server.name(), seen));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether nobody looks any more. */
    boolean closed() {
        return closed.getAsBoolean();
    }

    /** Names of those that are out now. */
    Set<String> names() {
        lock.lock();
        try {
            return Set.copyOf(injuries.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Waits until these are back, the limit is over, or {@code enough} holds; whether they are back. */
    boolean awaitBack(Collection<String> servers, Duration limit, BooleanSupplier enough) {
        Waiting.reached("servers to be back: " + servers, limit, Duration.ofMillis(50),
                () -> enough.getAsBoolean() || names().stream().noneMatch(servers::contains));
        return names().stream().noneMatch(servers::contains);
    }

    /** Waits until nobody is out, the limit is over, or {@code enough} holds. */
    void awaitNone(Duration limit, BooleanSupplier enough) {
        Waiting.reached("every server to be back", limit, Duration.ofMillis(50),
                () -> enough.getAsBoolean() || names().isEmpty());
    }
}
