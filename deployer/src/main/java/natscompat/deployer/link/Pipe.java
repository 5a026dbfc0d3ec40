package natscompat.deployer.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Random;
import natscompat.platform.link.LinkPolicy;
import org.jspecify.annotations.Nullable;

/**
 * One direction of one connection. Bytes that nothing holds up go from one socket to the other through a buffer shared by
 * all; what cannot go yet waits in a borrowed ring, and while that is full nothing is read: TCP itself slows the sender
 * down. Used by the loop's thread alone.
 */
final class Pipe {
    /** What is read at a time while messages are looked at one by one. */
    private static final int FILTERED = 32 << 10;

    private final SelectionKey from;
    private final SelectionKey to;
    private final Rings rings;
    private final Lateness lateness;
    private final Random random;
    private final Releases releases = new Releases();
    private final @Nullable Frames frames;
    private @Nullable Ring ring;
    private LinkPolicy policy = LinkPolicy.CLEAR;
    private Meter.Count counts = new Meter.Count();
    private boolean held;
    private boolean ended;
    private boolean shut;
    private long taken;
    private long released;
    private long written;

    /**
     * A direction from one socket to another.
     *
     * @param frames follows its messages; none where nobody has to know them
     */
    Pipe(SelectionKey from, SelectionKey to, Rings rings, Random random, @Nullable Frames frames) {
        this.from = from;
        this.to = to;
        this.rings = rings;
        this.random = random;
        this.lateness = new Lateness(random);
        this.frames = frames;
    }

    /** Counts what is done to its bytes there from here on. */
    void count(Meter.Count there) {
        counts = there;
        lateness.count(there);
        if (frames != null) {
            frames.count(there);
        }
    }

    /** Bytes that went through. */
    long written() {
        return written;
    }

    /** Whether its end was passed on. */
    boolean shut() {
        return shut;
    }

    /** Nothing goes on until it is known whose bytes these are. */
    void hold(boolean now) {
        held = now;
    }

    /** Whether bytes wait in it. */
    boolean waiting() {
        return ring != null && ring.size() > 0;
    }

    /** From here on; what waited under the old policy goes on by the new one. */
    void policy(LinkPolicy next, ByteBuffer scratch) {
        if (frames != null && frames.holds()) {
            frames.letGo(scratch.clear());
            keep(scratch.flip());
        }
        policy = next;
        releases.clear();
        released = taken;
        lateness.reset();
    }

    /** Reads once, and passes on what may go. */
    void read(ByteBuffer scratch, ByteBuffer filtered, long now) throws IOException {
        if (!reading()) {
            return;
        }
        boolean filtering = filtering();
        int most = filtering ? FILTERED : Math.min(scratch.capacity(), room());
        scratch.clear().limit(most);
        int count = ((SocketChannel) from.channel()).read(scratch);
        if (count < 0) {
            ended = true;
        } else if (count > 0) {
            counts.chunk();
            ByteBuffer bytes = scratch.flip();
            flip(bytes);
            if (filtering && frames != null) {
                frames.filter(bytes, filtered.clear(), policy);
                bytes = filtered.flip();
            } else if (frames != null) {
                frames.follow(bytes);
            }
            pass(bytes, now);
        }
        write(now);
    }

    private boolean filtering() {
        return frames != null
                && (policy.raftDropped() > 0 || policy.raftDoubled() > 0 || frames.holds() || frames.dropping());
    }

    private void flip(ByteBuffer bytes) {
        if (policy.flipped() > 0 && random.nextDouble() < policy.flipped()) {
            int at = bytes.position() + random.nextInt(bytes.remaining());
            bytes.put(at, (byte) (bytes.get(at) ^ (1 << random.nextInt(Byte.SIZE))));
            counts.flipped();
        }
    }

    private void pass(ByteBuffer bytes, long now) throws IOException {
        int count = bytes.remaining();
        boolean late = Lateness.any(policy);
        if (ring == null && !late && !held && !policy.cut()) {
            written += ((SocketChannel) to.channel()).write(bytes);
            taken += count;
            released = taken;
            if (bytes.hasRemaining()) {
                hold(bytes);
            }
            return;
        }
        if (late) {
            releases.add(lateness.release(policy, now, count), taken + count);
        } else if (releases.isEmpty() && !held) {
            released = taken + count;
        }
        taken += count;
        hold(bytes);
    }

    /** Bytes that were held back elsewhere: they count as taken now. */
    private void keep(ByteBuffer bytes) {
        taken += bytes.remaining();
        hold(bytes);
    }

    private void hold(ByteBuffer bytes) {
        Ring now = rings.withRoom(ring, bytes.remaining());
        ring = now;
        now.add(bytes);
    }

    /** How many more bytes it can hold: what is late may take more memory than what a receiver does not take. */
    private int room() {
        Ring now = ring;
        if (now == null) {
            return Rings.MOST;
        }
        return Lateness.any(policy) ? Rings.MOST - now.size() : now.free();
    }

    /** Holds nothing any more. */
    void close() {
        Ring now = ring;
        if (now != null) {
            now.clear();
            rings.giveBack(now);
            ring = null;
        }
    }

    /** Passes on what may go by now. */
    void write(long now) throws IOException {
        while (!releases.isEmpty() && releases.next() <= now) {
            released = releases.take();
        }
        if (held || policy.cut()) {
            return;
        }
        if (releases.isEmpty() && !Lateness.any(policy)) {
            released = taken;
        }
        Ring waiting = ring;
        if (waiting != null && released > written) {
            written += waiting.writeTo((SocketChannel) to.channel(), released - written);
        }
        if (waiting != null && waiting.size() == 0) {
            rings.giveBack(waiting);
            ring = null;
        }
        if (ended && ring == null && !shut) {
            shut = true;
            ((SocketChannel) to.channel()).shutdownOutput();
        }
    }

    /**
     * Reads once and passes on all but the end of it, for a reset in the middle of a message. What waits goes first, so that
     * nothing is left out but the end.
     *
     * @return whether a message was begun that will not end
     */
    boolean readHalf(ByteBuffer scratch, ByteBuffer filtered) throws IOException {
        if (!reading() || held) {
            return false;
        }
        int most = filtering() ? FILTERED : Math.min(scratch.capacity(), room());
        if (((SocketChannel) from.channel()).read(scratch.clear().limit(most)) <= 0) {
            return false;
        }
        ByteBuffer bytes = begun(scratch.flip(), filtered);
        Ring waiting = ring;
        if (waiting != null) {
            written += waiting.writeTo((SocketChannel) to.channel(), waiting.size());
            if (waiting.size() > 0) {
                return true;
            }
        }
        boolean some = bytes.hasRemaining();
        written += ((SocketChannel) to.channel()).write(bytes);
        return some;
    }

    /** These bytes up to where they stand in the middle of a message; none if they do nowhere. */
    private ByteBuffer begun(ByteBuffer bytes, ByteBuffer filtered) {
        ByteBuffer rest = bytes;
        boolean middle = false;
        if (frames != null) {
            if (filtering()) {
                frames.filter(bytes, filtered.clear(), policy);
                middle = frames.holds() || (frames.inMessage() && !frames.dropping());
                if (frames.holds()) {
                    frames.letGo(filtered);
                }
                rest = filtered.flip();
            } else {
                frames.follow(bytes);
                middle = frames.inMessage();
            }
        }
        return middle || !rest.hasRemaining() ? rest : rest.limit(rest.limit() - 1);
    }

    /** Whether it wants to hear of bytes to read. */
    boolean reading() {
        int needed = filtering() ? 2 * FILTERED + Frames.growth() : 1;
        return !ended && !policy.cut() && !releases.full() && (ring == null || room() >= needed);
    }

    /** Whether it wants to hear of room to write. */
    boolean writing() {
        return waiting() && released > written && !held && !policy.cut();
    }

    /** The next time at which something may go on; {@link Long#MAX_VALUE} when it waits for nothing. */
    long next() {
        return releases.isEmpty() || held || policy.cut() ? Long.MAX_VALUE : releases.next();
    }
}
