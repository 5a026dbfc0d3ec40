package natscompat.deployer.link;

/**
 * When which bytes may go on: pairs of a time and a count of bytes since the start, in order. Takes its memory when the
 * first bytes are late, since of ten thousand connections most never have any. Used by one thread.
 */
final class Releases {
    private static final int CAPACITY = 1024;

    private long[] times = {};
    private long[] ends = {};
    private int head;
    private int size;

    boolean full() {
        return size == CAPACITY;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Bytes up to this count may go from this time on. */
    void add(long time, long end) {
        if (times.length == 0) {
            times = new long[CAPACITY];
            ends = new long[CAPACITY];
        }
        int tail = (head + size) % CAPACITY;
        times[tail] = time;
        ends[tail] = end;
        size++;
    }

    /** The time of the next one; there must be one. */
    long next() {
        return times[head];
    }

    /** Takes the next one away and says up to where it releases. */
    long take() {
        long end = ends[head];
        head = (head + 1) % CAPACITY;
        size--;
        return end;
    }

    void clear() {
        size = 0;
    }
}
