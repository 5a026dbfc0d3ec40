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
        int most = filtering ? FILTERED : ring == null ? scratch.capacity() : Math.min(scratch.capacity(), ring.free());
        scratch.clear().limit(most);
        int count = ((SocketChannel) from.channel()).read(scratch);
        if (count < 0) {
            ended = true;
        } else if (count > 0) {
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
                hold(bytes, false);
            }
            return;
        }
        if (late) {
            releases.add(lateness.release(policy, now, count), taken + count);
        } else if (releases.isEmpty() && !held) {
            released = taken + count;
        }
        taken += count;
        hold(bytes, late);
    }

    /** Bytes that were held back elsewhere: they count as taken now. */
    private void keep(ByteBuffer bytes) {
        taken += bytes.remaining();
        hold(bytes, true);
    }

    private void hold(ByteBuffer bytes, boolean late) {
        Ring now = ring;
        if (now == null) {
            now = rings.borrow(late || bytes.remaining() > FILTERED);
            ring = now;
        }
        now.add(bytes);
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

    /** Reads once and passes on half of it, for a reset in the middle of a message. */
    void readHalf(ByteBuffer scratch) throws IOException {
        if (reading() && ring == null && ((SocketChannel) from.channel()).read(scratch.clear()) > 0) {
            scratch.flip().limit(scratch.limit() / 2);
            written += ((SocketChannel) to.channel()).write(scratch);
        }
    }

    /** Whether it wants to hear of bytes to read. */
    boolean reading() {
        Ring now = ring;
        int room = filtering() ? 2 * FILTERED + Frames.growth() : 1;
        return !ended && !policy.cut() && !releases.full() && (now == null || now.free() >= room);
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
