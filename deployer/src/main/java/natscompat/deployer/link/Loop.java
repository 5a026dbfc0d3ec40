package natscompat.deployer.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natscompat.model.time.Draws;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/** The one thread that moves all bytes. Others reach it by {@link #submit} alone. */
final class Loop implements Runnable {
    private static final int SCRATCH = 256 << 10;
    private static final int FILTERED = 256 << 10;
    private static final long MILLI = 1_000_000;
    private static final long IDLE_MILLIS = 1000;

    /** When a connection has to be looked at again. */
    private record Wake(long at, Joint joint) {}

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Wake> wakes = new PriorityQueue<>(Comparator.comparingLong(Wake::at));
    private final Map<Joint, Long> waking = new HashMap<>();
    private final Map<Pair, LinkPolicy> policies = new HashMap<>();
    private final Set<Joint> joints = new HashSet<>();
    private final Meter meter = new Meter();
    private final Rings rings = new Rings();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
    private final ByteBuffer filtered = ByteBuffer.allocateDirect(FILTERED);
    private final ByteBuffer spare = ByteBuffer.allocateDirect(SCRATCH);
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Consumer<SelectionKey> ready = this::ready;
    private final Ids ids;
    private final Selector selector;
    private final Dialling dialling;
    private final Doors doors;
    private Draws draws;
    private long made;

    Loop(List<Front> fronts, Draws draws) throws IOException {
        this.ids = new Ids(fronts);
        this.selector = Selector.open();
        this.dialling = new Dialling(this);
        this.doors = new Doors(dialling);
        this.draws = draws;
    }

    /** Draws of connections that are made from here on. */
    void seed(long seed) {
        draws = new Draws(seed, draws.path());
    }

    /** Runs it in the loop's thread soon. */
    void submit(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Ends the thread, all connections and all listening. */
    void end() {
        ending.set(true);
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            while (!ending.get()) {
                selector.select(ready, timeout());
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                wakeUp();
                doors.open(System.nanoTime());
            }
        } catch (IOException e) {
            // The selector is broken: nothing goes through any more, and servers see closed connections.
        } finally {
            List.copyOf(joints).forEach(joint -> joint.close(true));
        }
    }

    private long timeout() {
        if (!tasks.isEmpty()) {
            return 1;
        }
        Wake next = wakes.peek();
        long at = Math.min(next == null ? Long.MAX_VALUE : next.at(), doors.next());
        return at == Long.MAX_VALUE ? IDLE_MILLIS : Math.clamp((at - System.nanoTime()) / MILLI, 1, IDLE_MILLIS);
    }

    private void ready(SelectionKey key) {
        switch (key.attachment()) {
            case Joint joint -> joint.ready(key, System.nanoTime());
            case Front front -> doors.ring(key, front);
            case Dialling.Dial dial -> dialling.finish(dial, key);
            default -> throw new IllegalStateException("unknown attachment " + key.attachment());
        }
    }

    /** Two sockets that belong together. */
    void join(Front front, SocketChannel dialler, SelectionKey serverKey) throws IOException {
        SelectionKey diallerKey = dialler.register(selector, 0);
        Joint joint = new Joint(front, this, diallerKey, serverKey, draws.at("joint", made++).random());
        diallerKey.attach(joint);
        serverKey.attach(joint);
        joints.add(joint);
        joint.turn(System.nanoTime());
    }

    private void wakeUp() {
        long now = System.nanoTime();
        while (!wakes.isEmpty() && wakes.peek().at() <= now) {
            Wake wake = wakes.poll();
            if (waking.remove(wake.joint(), wake.at())) {
                wake.joint().turn(now);
            }
        }
    }

    /** Looks at it again at that time; {@link Long#MAX_VALUE} for never. */
    void wake(Joint joint, long at) {
        if (at != Long.MAX_VALUE) {
            Long planned = waking.get(joint);
            if (planned == null || planned > at) {
                waking.put(joint, at);
                wakes.add(new Wake(at, joint));
            }
        }
    }

    void gone(Joint joint) {
        joints.remove(joint);
        waking.remove(joint);
    }

    /** From here on that direction has that policy. */
    void policy(Pair direction, LinkPolicy policy, Change change) {
        policies.put(direction, policy);
        long now = System.nanoTime();
        List.copyOf(joints).stream()
                .filter(joint -> joint.has(direction))
                .forEach(joint -> joint.changed(direction, policy, change, now));
    }

    /** Whether anything is cut off from that server. */
    boolean cuts(String server) {
        return policies.entrySet().stream()
                .anyMatch(entry -> entry.getValue().cut()
                        && (entry.getKey().from().equals(server) || entry.getKey().to().equals(server)));
    }

    LinkPolicy policy(Pair direction) {
        return policies.getOrDefault(direction, LinkPolicy.CLEAR);
    }

    Set<Joint> joints() {
        return Set.copyOf(joints);
    }

    Ids ids() {
        return ids;
    }

    /** Asks all servers which of them has that id, beside the loop, and tells the connection. */
    void askWho(Joint joint, String id) {
        Thread.ofVirtual().name("who-dials").start(() -> {
            Map<String, String> said = ids.ask();
            submit(() -> {
                said.forEach(ids::learn);
                joint.identify(id);
            });
        });
    }

    Selector selector() {
        return selector;
    }

    Rings rings() {
        return rings;
    }

    Meter meter() {
        return meter;
    }

    ByteBuffer scratch() {
        return scratch;
    }

    ByteBuffer filtered() {
        return filtered;
    }

    /** Another buffer, for what is let go while {@link #scratch} is in use. */
    ByteBuffer spare() {
        return spare;
    }
}
