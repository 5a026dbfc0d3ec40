package natscompat.deployer.link;

/** When which bytes may go on: pairs of a time and a count of bytes since the start, in order. Used by one thread. */
final class Releases {
    private static final int CAPACITY = 1024;

    private final long[] times = new long[CAPACITY];
    private final long[] ends = new long[CAPACITY];
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
