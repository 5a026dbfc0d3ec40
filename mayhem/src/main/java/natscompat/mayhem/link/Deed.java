package natscompat.mayhem.link;

import java.time.Duration;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;

/** What the link proxy counts where it does what it was told. */
enum Deed {
    /** Everything is put off, by half of what was told at the least. */
    DELAYED("put off") {
        @Override
        boolean shows(LinkPolicy told, long bytes, LinkCounts done) {
            long least = Math.max(LEAST.toNanos(), told.delay().toNanos() / 2);
            return done.late() > 0 && done.held().toNanos() / done.late() >= least;
        }

        @Override
        long count(LinkCounts done) {
            return done.late();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return late(now);
        }
    },
    /** Bytes are put off for as long as the line takes for half of them, at the least. */
    NARROWED("put off") {
        @Override
        boolean shows(LinkPolicy told, long bytes, LinkCounts done) {
            return done.late() > 0 && done.held().toNanos() / 1e9 * told.bytesPerSecond() >= bytes / 2.0;
        }

        @Override
        long count(LinkCounts done) {
            return done.late();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return late(now);
        }
    },
    /** Packets are sent again. */
    LOST("sent again") {
        @Override
        boolean shows(LinkPolicy told, long bytes, LinkCounts done) {
            // A hundred packets may pass before one is lost; that it is drawn for all of them shows at once.
            return done.late() > 0;
        }

        @Override
        long count(LinkCounts done) {
            return done.lost();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return now.loss() > 0;
        }
    },
    /** Raft messages are left out. */
    DROPPED("left out") {
        @Override
        long count(LinkCounts done) {
            return done.dropped();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return now.raftDropped() > 0;
        }

        @Override
        long chances(LinkCounts done) {
            return done.raft();
        }
    },
    /** Raft messages are sent twice. */
    DOUBLED("sent twice") {
        @Override
        long count(LinkCounts done) {
            return done.doubled();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return now.raftDoubled() > 0;
        }

        @Override
        long chances(LinkCounts done) {
            return done.raft();
        }
    },
    /** Bits are flipped. */
    FLIPPED("flipped") {
        @Override
        long count(LinkCounts done) {
            return done.flipped();
        }

        @Override
        boolean ordered(LinkPolicy now) {
            return now.flipped() > 0;
        }
    };

    private static final Duration LEAST = Duration.ofMillis(1);

    private final String word;

    Deed(String word) {
        this.word = word;
    }

    /** Whether it shows on one direction. */
    boolean shows(LinkPolicy told, long bytes, LinkCounts done) {
        return true;
    }

    /** How often it was done. */
    abstract long count(LinkCounts done);

    /** Whether this policy asks for it. */
    abstract boolean ordered(LinkPolicy now);

    /** How often it could have been done. */
    long chances(LinkCounts done) {
        return done.chunks();
    }

    /**
     * After so many chances without it none is left: one in twenty of Raft's messages (one in fifty chunks, where bits are
     * flipped) would go unseen in fewer than one of 150 looks.
     */
    long enough() {
        return switch (this) {
            case DROPPED, DOUBLED -> 100;
            case DELAYED, NARROWED, LOST, FLIPPED -> 300;
        };
    }

    /** What was done, in two words. */
    String word() {
        return word;
    }

    private static boolean late(LinkPolicy now) {
        return now.delay().isPositive() || now.jitter().isPositive() || now.bytesPerSecond() > 0 || now.loss() > 0;
    }
}
