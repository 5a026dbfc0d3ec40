package natscompat.deployer.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Consumer;
import natscompat.platform.link.LinkPolicy;

/**
 * Follows one direction of a route message by message: lines, and payloads behind the lines of RMSG, HMSG and LMSG. Bytes
 * that pass untouched are only followed; under a policy for Raft messages whole frames on {@code $NRG.>} are left out or
 * written twice. Used by one thread.
 */
final class Frames {
    /** A longer line is no message: nats-server allows 4 KiB for those. */
    private static final int LINE = 16 << 10;
    /** Longer messages are never doubled: they would have to be held as a whole. */
    private static final int DOUBLED = 16 << 10;

    private enum Fate {
        PASS,
        DROP,
        DOUBLE
    }

    private final byte[] line = new byte[LINE];
    private final Consumer<String> lines;
    private final Random random;
    private int length;
    private boolean withheld;
    private long payload;
    private Fate fate = Fate.PASS;
    private Meter.Count counts = new Meter.Count();
    private ByteBuffer copy = ByteBuffer.allocate(0);

    /**
     * From the first byte of a connection on.
     *
     * @param lines hears the first lines, for as long as it is interesting to somebody
     * @param random decides the fate of messages
     */
    Frames(Consumer<String> lines, Random random) {
        this.lines = lines;
        this.random = random;
    }

    /** Counts its messages there from here on. */
    void count(Meter.Count there) {
        counts = there;
    }

    /** No more bytes are put out for each byte taken in, and so many besides. */
    static int growth() {
        return LINE + 2 * DOUBLED;
    }

    /** Follows bytes that go through as they are, from the buffer's position to its limit, which stay. */
    void follow(ByteBuffer bytes) {
        int at = bytes.position();
        while (at < bytes.limit()) {
            if (payload > 0) {
                int skipped = (int) Math.min(payload, bytes.limit() - at);
                payload -= skipped;
                at += skipped;
            } else {
                byte next = bytes.get(at++);
                if (length < LINE) {
                    line[length++] = next;
                }
                if (next == '\n') {
                    payload = endOfLine();
                    if (payload > 0 && raft()) {
                        counts.raft();
                    }
                    length = 0;
                }
            }
        }
        withheld = false;
        fate = Fate.PASS;
    }

    /** Whether what came last ended in the middle of a line or of a payload. */
    boolean inMessage() {
        return payload > 0 || length > 0;
    }

    /** Whether bytes are held back in here. */
    boolean holds() {
        return (withheld && length > 0) || fate == Fate.DOUBLE;
    }

    /** Puts out what is held back: from here on bytes pass as they are. */
    void letGo(ByteBuffer out) {
        if (fate == Fate.DOUBLE) {
            out.put(copy.flip());
        } else if (withheld) {
            out.put(line, 0, length);
        }
        if (fate != Fate.DROP || payload == 0) {
            fate = Fate.PASS;
            withheld = false;
        }
    }

    /** Whether a message that is being left out has not come to its end: it must, whatever the policy. */
    boolean dropping() {
        return fate == Fate.DROP && payload > 0;
    }

    /** Takes everything from {@code in} and puts out what is to go on. */
    void filter(ByteBuffer in, ByteBuffer out, LinkPolicy policy) {
        while (in.hasRemaining()) {
            if (payload > 0) {
                payload(in, out);
            } else {
                byte next = in.get();
                lineByte(next, out);
                if (next == '\n') {
                    wholeLine(out, policy);
                }
            }
        }
    }

    private void lineByte(byte next, ByteBuffer out) {
        if (length == 0) {
            withheld = true;
        }
        if (length == LINE && withheld) {
            out.put(line, 0, length);
            withheld = false;
        }
        if (length < LINE) {
            line[length++] = next;
        }
        if (!withheld) {
            out.put(next);
        }
    }

    private void wholeLine(ByteBuffer out, LinkPolicy policy) {
        payload = endOfLine();
        fate = Fate.PASS;
        if (payload > 0 && raft()) {
            counts.raft();
            fate = withheld ? draw(policy) : Fate.PASS;
        }
        if (fate == Fate.DROP) {
            counts.dropped();
        } else if (fate == Fate.DOUBLE) {
            copy = ByteBuffer.allocate(length + (int) payload);
            copy.put(line, 0, length);
        } else if (fate == Fate.PASS && withheld) {
            out.put(line, 0, length);
        }
        withheld = false;
        length = 0;
    }

    private void payload(ByteBuffer in, ByteBuffer out) {
        int count = (int) Math.min(payload, in.remaining());
        ByteBuffer piece = in.slice(in.position(), count);
        in.position(in.position() + count);
        payload -= count;
        switch (fate) {
            case PASS -> out.put(piece);
            case DROP -> {}
            case DOUBLE -> copy.put(piece);
        }
        if (payload == 0) {
            if (fate == Fate.DOUBLE) {
                copy.flip();
                out.put(copy);
                copy.rewind();
                out.put(copy);
                counts.doubled();
            }
            fate = Fate.PASS;
        }
    }

    private Fate draw(LinkPolicy policy) {
        double drawn = random.nextDouble();
        if (drawn < policy.raftDropped()) {
            return Fate.DROP;
        }
        boolean small = length + payload <= DOUBLED;
        return small && drawn < policy.raftDropped() + policy.raftDoubled() ? Fate.DOUBLE : Fate.PASS;
    }

    /** The bytes of payload behind the line that is whole now. */
    private long endOfLine() {
        if (length > 5 && line[1] == 'M' && line[2] == 'S' && line[3] == 'G' && line[4] == ' '
                && (line[0] == 'R' || line[0] == 'H' || line[0] == 'L')) {
            return size() + 2;
        }
        if (line[0] == 'I' || line[0] == 'C') {
            lines.accept(new String(line, 0, length, StandardCharsets.UTF_8));
        }
        return 0;
    }

    /** The last word of the line. */
    private long size() {
        int end = length;
        while (end > 0 && line[end - 1] <= ' ') {
            end--;
        }
        long size = 0;
        long digit = 1;
        for (int i = end - 1; i > 0 && line[i] >= '0' && line[i] <= '9'; i--) {
            size += digit * (line[i] - '0');
            digit *= 10;
        }
        return size;
    }

    /** Whether the subject, the first or (behind the account) the second word, is one of Raft. */
    private boolean raft() {
        return raftAt(5) || raftAt(nextWord(5));
    }

    private int nextWord(int from) {
        int at = from;
        while (at < length && line[at] != ' ') {
            at++;
        }
        return at + 1;
    }

    private boolean raftAt(int at) {
        return at + 4 < length && line[at] == '$' && line[at + 1] == 'N' && line[at + 2] == 'R' && line[at + 3] == 'G'
                && line[at + 4] == '.';
    }
}
