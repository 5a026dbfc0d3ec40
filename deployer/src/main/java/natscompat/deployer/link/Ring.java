package natscompat.deployer.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Bytes that are held, first in, first out, in one buffer outside the heap. Used by one thread. */
final class Ring {
    private final ByteBuffer bytes;
    private int head;
    private int size;

    Ring(int capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
    }

    int capacity() {
        return bytes.capacity();
    }

    int size() {
        return size;
    }

    int free() {
        return bytes.capacity() - size;
    }

    /** Forgets what it holds. */
    void clear() {
        // A write that failed has left its bounds behind.
        bytes.clear();
        head = 0;
        size = 0;
    }

    /** Moves everything to an empty one that is larger. */
    void moveTo(Ring other) {
        int first = Math.min(size, bytes.capacity() - head);
        other.bytes.put(0, bytes, head, first);
        other.bytes.put(first, bytes, 0, size - first);
        other.head = 0;
        other.size = size;
        clear();
    }

    /** Takes everything that is left in the buffer; there must be room. */
    void add(ByteBuffer from) {
        int count = from.remaining();
        int tail = (head + size) % bytes.capacity();
        int first = Math.min(count, bytes.capacity() - tail);
        bytes.put(tail, from, from.position(), first);
        bytes.put(0, from, from.position() + first, count - first);
        from.position(from.limit());
        size += count;
    }

    /**
     * Writes from the oldest byte on.
     *
     * @param most no more than this
     * @return bytes written, fewer when the channel takes no more
     */
    int writeTo(WritableByteChannel channel, long most) throws IOException {
        int written = 0;
        while (written < most && size > 0) {
            int piece = (int) Math.min(Math.min(most - written, size), bytes.capacity() - head);
            bytes.limit(head + piece).position(head);
            int count = channel.write(bytes);
            bytes.clear();
            head = (head + count) % bytes.capacity();
            size -= count;
            written += count;
            if (count < piece) {
                break;
            }
        }
        return written;
    }
}
